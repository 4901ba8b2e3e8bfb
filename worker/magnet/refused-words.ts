// What is said to a person whose link gives nothing, and what to do next.

export const refusals = ['not_found', 'link_expired', 'unavailable'] as const
type Words = Record<(typeof refusals)[number], { title: string; text: string }>

/** English comes first: it is what whoever speaks none of the others gets. */
export const refusalWords: Record<string, Words> = {
  en: {
    not_found: {
      title: 'This link leads nowhere any more',
      text: 'It was copied incompletely, or withdrawn. To get the document, go back to the page where you asked for it.',
    },
    link_expired: {
      title: 'This link has expired',
      text: 'Personal links only live a few days. Go back to the page where you asked for the document: a fresh link awaits you there.',
    },
    unavailable: {
      title: 'The document is out of reach for the moment',
      text: 'Your link is still good. Open it again in a few minutes.',
    },
  },
  fr: {
    not_found: {
      title: 'Ce lien ne mène plus à rien',
      text: 'Il a été copié incomplètement, ou retiré. Pour recevoir le document, retournez sur la page où vous l’aviez demandé.',
    },
    link_expired: {
      title: 'Ce lien a expiré',
      text: 'Les liens personnels ne durent que quelques jours. Retournez sur la page où vous aviez demandé le document : un nouveau lien vous y attend.',
    },
    unavailable: {
      title: 'Le document n’est pas joignable pour le moment',
      text: 'Votre lien reste bon. Rouvrez-le dans quelques minutes.',
    },
  },
  de: {
    not_found: {
      title: 'Dieser Link führt nirgendwo mehr hin',
      text: 'Er wurde unvollständig kopiert oder zurückgezogen. Um das Dokument zu erhalten, gehen Sie bitte auf die Seite zurück, auf der Sie es angefordert haben.',
    },
    link_expired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Persönliche Links gelten nur einige Tage. Gehen Sie bitte auf die Seite zurück, auf der Sie das Dokument angefordert haben: Dort erhalten Sie einen neuen.',
    },
    unavailable: {
      title: 'Das Dokument ist im Moment nicht erreichbar',
      text: 'Ihr Link bleibt gültig. Bitte öffnen Sie ihn in einigen Minuten noch einmal.',
    },
  },
  es: {
    not_found: {
      title: 'Este enlace ya no lleva a ninguna parte',
      text: 'Se copió incompleto o se retiró. Para recibir el documento, vuelva a la página donde lo solicitó.',
    },
    link_expired: {
      title: 'Este enlace ha caducado',
      text: 'Los enlaces personales solo duran unos días. Vuelva a la página donde solicitó el documento: allí le espera un enlace nuevo.',
    },
    unavailable: {
      title: 'El documento no está accesible por el momento',
      text: 'Su enlace sigue siendo válido. Ábralo de nuevo dentro de unos minutos.',
    },
  },
  it: {
    not_found: {
      title: 'Questo link non porta più a nulla',
      text: 'È stato copiato in modo incompleto o ritirato. Per ricevere il documento, torni alla pagina in cui l’ha richiesto.',
    },
    link_expired: {
      title: 'Questo link è scaduto',
      text: 'I link personali durano solo alcuni giorni. Torni alla pagina in cui ha richiesto il documento: lì troverà un nuovo link.',
    },
    unavailable: {
      title: 'Il documento al momento non è raggiungibile',
      text: 'Il Suo link resta valido. Lo riapra tra qualche minuto.',
    },
  },
  pt: {
    not_found: {
      title: 'Esta ligação já não leva a lado nenhum',
      text: 'Foi copiada de forma incompleta ou retirada. Para receber o documento, volte à página onde o pediu.',
    },
    link_expired: {
      title: 'Esta ligação expirou',
      text: 'As ligações pessoais só duram alguns dias. Volte à página onde pediu o documento: encontrará aí uma nova.',
    },
    unavailable: {
      title: 'De momento, não é possível aceder ao documento',
      text: 'A sua ligação continua válida. Abra-a de novo dentro de alguns minutos.',
    },
  },
  nl: {
    not_found: {
      title: 'Deze link leidt nergens meer naartoe',
      text: 'Hij is onvolledig gekopieerd of ingetrokken. Ga terug naar de pagina waar u het document hebt aangevraagd om het te ontvangen.',
    },
    link_expired: {
      title: 'Deze link is verlopen',
      text: 'Persoonlijke links zijn maar enkele dagen geldig. Ga terug naar de pagina waar u het document hebt aangevraagd: daar krijgt u een nieuwe.',
    },
    unavailable: {
      title: 'Het document is op dit moment niet bereikbaar',
      text: 'Uw link blijft geldig. Open hem over enkele minuten opnieuw.',
    },
  },
  pl: {
    not_found: {
      title: 'Ten link już do niczego nie prowadzi',
      text: 'Skopiowano go niekompletnie albo został wycofany. Aby otrzymać dokument, prosimy wrócić na stronę, na której złożono prośbę.',
    },
    link_expired: {
      title: 'Ten link wygasł',
      text: 'Linki osobiste są ważne tylko kilka dni. Prosimy wrócić na stronę, na której złożono prośbę o dokument: tam czeka nowy link.',
    },
    unavailable: {
      title: 'Dokument jest w tej chwili nieosiągalny',
      text: 'Link pozostaje ważny. Prosimy otworzyć go ponownie za kilka minut.',
    },
  },
  sv: {
    not_found: {
      title: 'Den här länken leder ingenstans längre',
      text: 'Den kopierades ofullständigt eller har dragits tillbaka. Gå tillbaka till sidan där du bad om dokumentet för att få det.',
    },
    link_expired: {
      title: 'Den här länken har gått ut',
      text: 'Personliga länkar gäller bara några dagar. Gå tillbaka till sidan där du bad om dokumentet: där får du en ny.',
    },
    unavailable: {
      title: 'Dokumentet går inte att nå just nu',
      text: 'Din länk gäller fortfarande. Öppna den igen om några minuter.',
    },
  },
  da: {
    not_found: {
      title: 'Dette link fører ingen steder hen længere',
      text: 'Det blev kopieret ufuldstændigt eller er trukket tilbage. Gå tilbage til siden, hvor du bad om dokumentet, for at få det.',
    },
    link_expired: {
      title: 'Dette link er udløbet',
      text: 'Personlige link gælder kun nogle få dage. Gå tilbage til siden, hvor du bad om dokumentet: der får du et nyt.',
    },
    unavailable: {
      title: 'Dokumentet kan ikke nås lige nu',
      text: 'Dit link gælder stadig. Åbn det igen om nogle minutter.',
    },
  },
  ja: {
    not_found: {
      title: 'このリンクは現在ご利用いただけません',
      text: 'リンクが正しくコピーされていないか、取り消されています。資料をお受け取りになるには、お申し込みのページへお戻りください。',
    },
    link_expired: {
      title: 'このリンクの有効期限が切れています',
      text: '個人用のリンクは数日間のみ有効です。お申し込みのページへお戻りになると、新しいリンクをお受け取りいただけます。',
    },
    unavailable: {
      title: 'ただいま資料にアクセスできません',
      text: 'リンクは引き続き有効です。数分後にもう一度お開きください。',
    },
  },
  ar: {
    not_found: {
      title: 'لم يعد هذا الرابط يؤدي إلى شيء',
      text: 'نُسخ ناقصًا أو جرى سحبه. للحصول على المستند، يُرجى العودة إلى الصفحة التي طلبته منها.',
    },
    link_expired: {
      title: 'انتهت صلاحية هذا الرابط',
      text: 'الروابط الشخصية صالحة لبضعة أيام فقط. يُرجى العودة إلى الصفحة التي طلبت منها المستند: ستجد فيها رابطًا جديدًا.',
    },
    unavailable: {
      title: 'لا يمكن الوصول إلى المستند حاليًا',
      text: 'رابطك ما زال صالحًا. يُرجى فتحه مجددًا بعد بضع دقائق.',
    },
  },
}
