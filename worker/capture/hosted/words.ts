// What only the hosted page says; all else on it is the widget's own words and the form's.

const languages = {
  en: {
    languages: 'Other languages',
    depends: 'Answer depending on “{question}”.',
    unknown: 'There is no such form',
    unknown_help: 'The address was copied incompletely, or the form is no longer offered.',
  },
  fr: {
    languages: 'Autres langues',
    depends: 'À remplir selon votre réponse à « {question} ».',
    unknown: 'Ce formulaire n’existe pas',
    unknown_help: 'L’adresse a été copiée incomplètement, ou le formulaire n’est plus proposé.',
  },
  de: {
    languages: 'Weitere Sprachen',
    depends: 'Bitte je nach Ihrer Antwort auf „{question}“ ausfüllen.',
    unknown: 'Dieses Formular gibt es nicht',
    unknown_help: 'Die Adresse wurde unvollständig kopiert, oder das Formular wird nicht mehr angeboten.',
  },
  es: {
    languages: 'Otros idiomas',
    depends: 'Responda según lo indicado en «{question}».',
    unknown: 'Este formulario no existe',
    unknown_help: 'La dirección se copió incompleta o el formulario ya no se ofrece.',
  },
  it: {
    languages: 'Altre lingue',
    depends: 'Da compilare in base alla risposta a «{question}».',
    unknown: 'Questo modulo non esiste',
    unknown_help: 'L’indirizzo è stato copiato in modo incompleto oppure il modulo non è più disponibile.',
  },
  pt: {
    languages: 'Outros idiomas',
    depends: 'A preencher consoante a sua resposta a «{question}».',
    unknown: 'Este formulário não existe',
    unknown_help: 'O endereço foi copiado de forma incompleta ou o formulário já não está disponível.',
  },
  nl: {
    languages: 'Andere talen',
    depends: 'In te vullen afhankelijk van uw antwoord op ‘{question}’.',
    unknown: 'Dit formulier bestaat niet',
    unknown_help: 'Het adres is onvolledig gekopieerd, of het formulier wordt niet meer aangeboden.',
  },
  pl: {
    languages: 'Inne języki',
    depends: 'Do wypełnienia zależnie od odpowiedzi na „{question}”.',
    unknown: 'Taki formularz nie istnieje',
    unknown_help: 'Adres skopiowano niekompletnie albo formularz nie jest już dostępny.',
  },
  sv: {
    languages: 'Andra språk',
    depends: 'Fylls i beroende på ditt svar på ”{question}”.',
    unknown: 'Formuläret finns inte',
    unknown_help: 'Adressen kopierades ofullständigt, eller så erbjuds formuläret inte längre.',
  },
  da: {
    languages: 'Andre sprog',
    depends: 'Udfyldes afhængigt af dit svar på »{question}«.',
    unknown: 'Formularen findes ikke',
    unknown_help: 'Adressen blev kopieret ufuldstændigt, eller formularen tilbydes ikke længere.',
  },
  ja: {
    languages: '他の言語',
    depends: '「{question}」の回答に応じてご記入ください。',
    unknown: 'このフォームは存在しません',
    unknown_help: 'アドレスが正しくコピーされていないか、フォームの公開が終了しています。',
  },
  ar: {
    languages: 'لغات أخرى',
    depends: 'يُملأ بحسب إجابتك عن «{question}».',
    unknown: 'هذا النموذج غير موجود',
    unknown_help: 'نُسخ العنوان ناقصًا، أو لم يعد النموذج متاحًا.',
  },
}

export const hostedLanguages = Object.keys(languages)

/** English where the page's language is not spoken here. */
export function hostedWords(language: string): (typeof languages)['en'] {
  const spoken = language.split('-')[0]!
  return Object.hasOwn(languages, spoken) ? languages[spoken as keyof typeof languages] : languages.en
}
