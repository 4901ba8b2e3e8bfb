/** @jsxImportSource react */
// A form of Aimant in React 19, which puts the script into the head once, however many components ask for it.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'aimant-form': React.HTMLAttributes<HTMLElement> & { form: string }
    }
  }
}

export function LeadForm({ form }: { form: string }) {
  return (
    <>
      <script async src={`/e/${form}.js?display=element`} />
      <aimant-form form={form} />
    </>
  )
}
