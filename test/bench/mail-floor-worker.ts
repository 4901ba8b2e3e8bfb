// The least a Worker can do to send mail: the same message, over the same lines, one after the other, with no outbox behind it.
import type { Message } from '../../worker/delivery/message.ts'
import { readSmtpAddress, smtpTransport } from '../../worker/delivery/transports/smtp.ts'

type Asked = { message: Message; count: number }

export default {
  async fetch(request, env) {
    const { message, count } = await request.json<Asked>()
    const transport = smtpTransport(readSmtpAddress(env.MAIL_URL)!)
    for (let n = 0; n < count; n++) await transport.send({ ...message, owed: `${n}` })
    await transport.close()
    return Response.json({ sent: count })
  },
} satisfies ExportedHandler<{ MAIL_URL: string }>
