// The demo company's two forms: a white paper against a few words about oneself, and a trial. In four languages, so that
// pages in German, with its long words, and in Arabic, from right to left, can be looked at too.
import type { FormInput } from '../contract/form.ts'

export const guideId = '01939f80-0000-7000-8000-00000000d0c1'
export const trialId = '01939f80-0000-7000-8000-00000000d0c2'

/** The form that shows a template. */
export const modelSlug = (template: string): string => `modele-${template}`

const newsletter = {
  purpose: 'newsletter',
  basis: 'consent',
  label: {
    fr: 'Je souhaite recevoir la lettre de Lisière : un conseil pratique par mois, par e-mail.',
    en: 'I would like the Lisière newsletter: one practical tip a month, by e-mail.',
    de: 'Ich möchte den Rundbrief von Lisière erhalten: jeden Monat ein praktischer Rat, per E-Mail.',
    ar: 'أرغب في تلقّي نشرة Lisière: نصيحة عملية كل شهر، عبر البريد الإلكتروني.',
  },
  detail: {
    fr: 'Facultatif. Vous pouvez vous désinscrire à tout moment, en un clic.',
    en: 'Optional. You can unsubscribe at any time, in one click.',
    de: 'Freiwillig. Abbestellen können Sie jederzeit, mit einem Klick.',
    ar: 'اختياري. يمكنك إلغاء الاشتراك في أي وقت بنقرة واحدة.',
  },
} satisfies NonNullable<FormInput['consents']>[number]

const teamSize = {
  kind: 'choice',
  key: 'team_size',
  label: { fr: 'Effectif', en: 'Team size', de: 'Teamgröße', ar: 'عدد العاملين' },
  options: [
    {
      value: '1-9',
      label: { fr: '1 à 9 personnes', en: '1 to 9 people', de: '1 bis 9 Personen', ar: 'من 1 إلى 9 أشخاص' },
    },
    {
      value: '10-49',
      label: { fr: '10 à 49 personnes', en: '10 to 49 people', de: '10 bis 49 Personen', ar: 'من 10 إلى 49 شخصًا' },
    },
    {
      value: '50-249',
      label: { fr: '50 à 249 personnes', en: '50 to 249 people', de: '50 bis 249 Personen', ar: 'من 50 إلى 249 شخصًا' },
    },
    {
      value: '250+',
      label: {
        fr: '250 personnes et plus',
        en: '250 people or more',
        de: '250 Personen und mehr',
        ar: '250 شخصًا فأكثر',
      },
    },
  ],
} satisfies FormInput['steps'][number]['fields'][number]

export const guideForm: FormInput = {
  name: 'Guide RGPD',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'vous',
      fields: [
        {
          kind: 'name',
          part: 'given',
          key: 'given_name',
          label: { fr: 'Prénom', en: 'First name', de: 'Vorname', ar: 'الاسم الأول' },
          width: 'half',
        },
        {
          kind: 'name',
          part: 'family',
          key: 'family_name',
          label: { fr: 'Nom', en: 'Last name', de: 'Nachname', ar: 'اسم العائلة' },
          width: 'half',
        },
        {
          kind: 'email',
          key: 'email',
          required: true,
          label: { fr: 'Adresse e-mail', en: 'E-mail address', de: 'E-Mail-Adresse', ar: 'البريد الإلكتروني' },
          help: {
            fr: 'De préférence professionnelle.',
            en: 'Preferably your work address.',
            de: 'Am besten Ihre geschäftliche.',
            ar: 'يُفضَّل بريد العمل.',
          },
        },
        {
          kind: 'company',
          key: 'company',
          label: { fr: 'Entreprise', en: 'Company', de: 'Unternehmen', ar: 'الشركة' },
          width: 'half',
        },
        { ...teamSize, width: 'half' },
      ],
    },
  ],
  consents: [
    newsletter,
    {
      purpose: 'partner-numa',
      basis: 'consent',
      label: {
        fr: 'J’accepte que Lisière transmette mon nom et mon adresse e-mail à Atelier Numa, pour recevoir son calendrier de formations.',
        en: 'I agree that Lisière passes my name and e-mail address to Atelier Numa, so that it can send me its training calendar.',
        de: 'Ich bin einverstanden, dass Lisière meinen Namen und meine E-Mail-Adresse an Atelier Numa weitergibt, damit ich dessen Schulungskalender erhalte.',
        ar: 'أوافق على أن ترسل Lisière اسمي وعنوان بريدي الإلكتروني إلى Atelier Numa، لأتلقّى برنامج دوراته التدريبية.',
      },
      detail: {
        fr: 'Facultatif. Atelier Numa est un organisme de formation à Rennes.',
        en: 'Optional. Atelier Numa is a training provider in Rennes.',
        de: 'Freiwillig. Atelier Numa ist ein Schulungsanbieter in Rennes.',
        ar: 'اختياري. Atelier Numa مركز تدريب في مدينة رين.',
      },
    },
  ],
  texts: {
    title: { fr: 'Recevoir le guide', en: 'Get the guide', de: 'Den Leitfaden erhalten', ar: 'احصل على الدليل' },
    intro: {
      fr: 'Un PDF à lire en dix minutes. Il est à vous dès l’envoi, que vous cochiez une case ou non.',
      en: 'A ten-minute PDF. It is yours as soon as the form is sent, whether you tick a box or not.',
      de: 'Ein PDF für zehn Minuten. Es gehört Ihnen, sobald Sie das Formular senden, ob Sie ein Kästchen ankreuzen oder nicht.',
      ar: 'ملف PDF تقرؤه في عشر دقائق. يصبح لك فور إرسال النموذج، سواء أشّرت على مربّع أم لا.',
    },
    submit: { fr: 'Recevoir le guide', en: 'Get the guide', de: 'Den Leitfaden erhalten', ar: 'احصل على الدليل' },
    notice: {
      fr: 'Lisière utilise ces informations pour vous remettre le guide et les conserve au plus trois ans après votre dernier contact. Vous pouvez y accéder, les corriger, les faire effacer ou vous opposer à leur usage en écrivant à l’adresse ci-dessous, et saisir la CNIL.',
      en: 'Lisière uses this information to hand you the guide and keeps it for at most three years after you were last in touch. You can see it, correct it, have it erased or object to its use by writing to the address below, and complain to the CNIL.',
      de: 'Lisière verwendet diese Angaben, um Ihnen den Leitfaden zu übergeben, und bewahrt sie höchstens drei Jahre nach Ihrem letzten Kontakt auf. Sie können sie einsehen, berichtigen und löschen lassen oder ihrer Verwendung widersprechen, indem Sie an die Adresse unten schreiben, und sich bei der CNIL beschweren.',
      ar: 'تستخدم Lisière هذه المعلومات لتسليمك الدليل، وتحتفظ بها ثلاث سنوات على الأكثر بعد آخر تواصل منك. يمكنك الاطلاع عليها وتصحيحها وطلب محوها أو الاعتراض على استخدامها بالكتابة إلى العنوان أدناه، وتقديم شكوى إلى CNIL.',
    },
    doneTitle: {
      fr: 'Le guide est à vous',
      en: 'The guide is yours',
      de: 'Der Leitfaden gehört Ihnen',
      ar: 'الدليل لك',
    },
    doneText: {
      fr: 'Votre lien personnel reste valable quatorze jours.',
      en: 'Your personal link works for fourteen days.',
      de: 'Ihr persönlicher Link gilt vierzehn Tage.',
      ar: 'رابطك الشخصي صالح أربعة عشر يومًا.',
    },
  },
  magnet: guideId,
  theme: { accent: '#2c6e63' },
}

export const trialForm: FormInput = {
  name: 'Essai gratuit',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'vous',
      fields: [
        {
          kind: 'name',
          part: 'full',
          key: 'full_name',
          label: { fr: 'Nom', en: 'Name', de: 'Name', ar: 'الاسم' },
          required: true,
        },
        {
          kind: 'email',
          key: 'email',
          required: true,
          label: { fr: 'Adresse e-mail', en: 'E-mail address', de: 'E-Mail-Adresse', ar: 'البريد الإلكتروني' },
        },
        {
          kind: 'company',
          key: 'company',
          label: { fr: 'Entreprise', en: 'Company', de: 'Unternehmen', ar: 'الشركة' },
          width: 'half',
        },
        { ...teamSize, width: 'half' },
        {
          kind: 'phone',
          key: 'phone',
          label: { fr: 'Téléphone', en: 'Phone', de: 'Telefon', ar: 'الهاتف' },
        },
      ],
    },
  ],
  consents: [
    newsletter,
    {
      purpose: 'phone',
      basis: 'consent',
      label: {
        fr: 'Je souhaite être rappelé pour une démonstration de trente minutes.',
        en: 'I would like to be called back for a thirty-minute demonstration.',
        de: 'Ich möchte für eine dreißigminütige Vorführung zurückgerufen werden.',
        ar: 'أرغب في أن تتصلوا بي لعرض توضيحي مدته ثلاثون دقيقة.',
      },
    },
  ],
  texts: {
    title: {
      fr: 'Essayer Registre trente jours',
      en: 'Try Registre for thirty days',
      de: 'Registre dreißig Tage testen',
      ar: 'جرّب Registre ثلاثين يومًا',
    },
    intro: {
      fr: 'Sans carte bancaire. L’essai s’arrête de lui-même.',
      en: 'No card needed. The trial ends by itself.',
      de: 'Ohne Kreditkarte. Der Test endet von selbst.',
      ar: 'دون بطاقة مصرفية. تنتهي التجربة من تلقاء نفسها.',
    },
    submit: { fr: 'Commencer l’essai', en: 'Start the trial', de: 'Test beginnen', ar: 'ابدأ التجربة' },
    notice: {
      fr: 'Lisière utilise ces informations pour ouvrir votre essai et les conserve au plus trois ans après votre dernier contact. Vous pouvez y accéder, les corriger, les faire effacer ou vous opposer à leur usage en écrivant à l’adresse ci-dessous, et saisir la CNIL.',
      en: 'Lisière uses this information to open your trial and keeps it for at most three years after you were last in touch. You can see it, correct it, have it erased or object to its use by writing to the address below, and complain to the CNIL.',
      de: 'Lisière verwendet diese Angaben, um Ihren Test zu eröffnen, und bewahrt sie höchstens drei Jahre nach Ihrem letzten Kontakt auf. Sie können sie einsehen, berichtigen und löschen lassen oder ihrer Verwendung widersprechen, indem Sie an die Adresse unten schreiben, und sich bei der CNIL beschweren.',
      ar: 'تستخدم Lisière هذه المعلومات لفتح تجربتك، وتحتفظ بها ثلاث سنوات على الأكثر بعد آخر تواصل منك. يمكنك الاطلاع عليها وتصحيحها وطلب محوها أو الاعتراض على استخدامها بالكتابة إلى العنوان أدناه، وتقديم شكوى إلى CNIL.',
    },
    doneTitle: { fr: 'Votre essai est prêt', en: 'Your trial is ready', de: 'Ihr Test ist bereit', ar: 'تجربتك جاهزة' },
  },
  magnet: trialId,
  theme: { accent: '#2c6e63' },
}
