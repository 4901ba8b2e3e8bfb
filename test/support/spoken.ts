// A form that asks everything there is to ask, written in languages that put a layout to the test:
// French, German with its long words, Arabic from right to left, Japanese without spaces.
import type { FormInput } from '../../contract/form.ts'
import type { Aimant } from './aimant.ts'

const say = (fr: string, de: string, ar: string, ja: string) => ({ fr, de, ar, ja })

export const spokenForm: FormInput = {
  name: 'Spoken',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'you',
      fields: [
        {
          kind: 'name',
          part: 'given',
          key: 'given',
          width: 'half',
          required: true,
          label: say('Prénom', 'Vorname', 'الاسم', '名'),
        },
        {
          kind: 'name',
          part: 'family',
          key: 'family',
          width: 'half',
          label: say('Nom', 'Nachname', 'اسم العائلة', '姓'),
        },
        {
          kind: 'email',
          key: 'email',
          required: true,
          label: say(
            'Adresse e-mail professionnelle',
            'Geschäftliche E-Mail-Adresse',
            'البريد الإلكتروني المهني',
            '会社のメールアドレス',
          ),
          help: say(
            'Le guide y est aussi envoyé.',
            'Dorthin senden wir auch den Leitfaden.',
            'نرسل الدليل إليه أيضًا.',
            'ガイドはこちらにもお送りします。',
          ),
        },
        {
          kind: 'phone',
          key: 'phone',
          width: 'half',
          label: say('Téléphone', 'Telefonnummer', 'رقم الهاتف', '電話番号'),
        },
        {
          kind: 'url',
          key: 'url',
          width: 'half',
          label: say('Site web', 'Internetauftritt', 'الموقع الإلكتروني', 'ウェブサイト'),
        },
        { kind: 'country', key: 'country', width: 'half', label: say('Pays', 'Land', 'البلد', '国') },
        {
          kind: 'date',
          key: 'date',
          width: 'half',
          min: '2026-01-01',
          label: say('À partir du', 'Gewünschter Einführungstermin', 'ابتداءً من', '開始希望日'),
        },
        {
          kind: 'number',
          key: 'people',
          whole: true,
          max: 10_000,
          label: say('Effectif', 'Beschäftigtenzahl (Vollzeitäquivalente)', 'عدد الموظفين', '従業員数'),
        },
        {
          kind: 'choice',
          key: 'role',
          look: 'buttons',
          required: true,
          label: say('Votre rôle', 'Ihre Aufgabe im Unternehmen', 'دورك في الشركة', 'ご担当の業務'),
          options: [
            { value: 'dpo', label: say('DPO', 'Datenschutzbeauftragte', 'مسؤول حماية البيانات', '個人情報保護責任者') },
            { value: 'legal', label: say('Juriste', 'Rechtsabteilung', 'الشؤون القانونية', '法務') },
            { value: 'it', label: say('Informatique', 'Informationstechnik', 'تقنية المعلومات', '情報システム') },
          ],
        },
        {
          kind: 'several',
          key: 'topics',
          max: 2,
          label: say('Vos sujets', 'Ihre Themen', 'المواضيع التي تهمّك', '関心のあるテーマ'),
          options: [
            {
              value: 'register',
              label: say(
                'Registre des traitements',
                'Verarbeitungsverzeichnis nach Datenschutz-Grundverordnung',
                'سجل المعالجة',
                '処理活動の記録',
              ),
            },
            {
              value: 'impact',
              label: say('Analyse d’impact', 'Datenschutz-Folgenabschätzung', 'تقييم الأثر', 'データ保護影響評価'),
            },
          ],
        },
        {
          kind: 'choice',
          key: 'when',
          look: 'radio',
          label: say('Échéance', 'Zeitrahmen', 'الموعد', '時期'),
          options: [
            { value: 'now', label: say('Ce trimestre', 'In diesem Vierteljahr', 'هذا الربع', '今四半期') },
            { value: 'later', label: say('Plus tard', 'Später', 'لاحقًا', 'それ以降') },
          ],
        },
        { kind: 'long_text', key: 'note', label: say('Votre question', 'Ihre Frage', 'سؤالك', 'ご質問') },
        {
          kind: 'yes_no',
          key: 'member',
          label: say(
            'Nous sommes déjà client',
            'Wir sind bereits Kundin oder Kunde',
            'نحن عملاء بالفعل',
            'すでに取引があります',
          ),
        },
      ],
    },
  ],
  consents: [
    {
      purpose: 'newsletter',
      basis: 'consent',
      label: say(
        'Je souhaite recevoir la lettre mensuelle.',
        'Ich möchte den monatlichen Datenschutz-Informationsbrief erhalten.',
        'أرغب في تلقي النشرة الشهرية.',
        '月刊のニュースレターを受け取ります。',
      ),
      detail: say(
        'Facultatif. Un clic suffit pour arrêter.',
        'Freiwillig. Ein Klick genügt, um sich abzumelden.',
        'اختياري. يمكنك إلغاء الاشتراك بنقرة واحدة.',
        '任意です。いつでもワンクリックで停止できます。',
      ),
    },
    {
      purpose: 'phone',
      basis: 'legitimate_interest',
      label: say(
        'Je ne souhaite pas être appelé.',
        'Ich möchte nicht angerufen werden.',
        'لا أرغب في تلقي مكالمات.',
        '電話での連絡を希望しません。',
      ),
      detail: say(
        'Nous appelons une fois, dans la semaine.',
        'Wir rufen einmal an, innerhalb einer Woche.',
        'نتصل مرة واحدة خلال الأسبوع.',
        '一週間以内に一度お電話します。',
      ),
    },
  ],
  texts: {
    title: say(
      'Recevoir le guide de la conformité',
      'Leitfaden zur Datenschutz-Folgenabschätzung anfordern',
      'احصل على دليل الامتثال لحماية البيانات',
      '個人データ保護のための実務ガイドを受け取る',
    ),
    intro: say(
      'Un PDF à lire en dix minutes.',
      'Ein PDF, das Sie in zehn Minuten gelesen haben.',
      'ملف PDF تقرؤه في عشر دقائق.',
      '十分で読めるPDFです。お申し込み後すぐにご覧いただけます。',
    ),
    notice: say(
      'Vos réponses servent à vous remettre le guide et sont gardées trois ans au plus.',
      'Ihre Angaben dienen dazu, Ihnen den Leitfaden zu übermitteln, und werden höchstens drei Jahre aufbewahrt.',
      'تُستخدم إجاباتك لتسليمك الدليل، وتُحفظ ثلاث سنوات على الأكثر.',
      'ご回答はガイドをお渡しするために使用し、最長三年間保管します。',
    ),
  },
}

/** Keeps and publishes a form as its owner would. */
export async function publishOn(aimant: Aimant, slug: string, form: FormInput): Promise<void> {
  const token = await aimant.token('forms:write')
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${aimant.url}/api/v1/forms/${slug}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  }
  await ask('PUT', 'draft', form)
  await ask('POST', 'publish')
}
