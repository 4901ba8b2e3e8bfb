// What is said to a person whose link gives nothing, and what to do next.

type Said = { title: string; text: string }
type Words = Record<'not_found' | 'link_expired' | 'unavailable' | 'not_now', Said> & {
  /** The button that asks for a fresh link. */
  again: string
  /** The same whatever is known of whoever asked. */
  sent: string
  lost: string
}

/** English comes first: it is what whoever speaks none of the others gets. */
export const refusalWords: Record<string, Words> = {
  en: {
    not_found: {
      title: 'This link leads nowhere any more',
      text: 'It was copied incompletely, or withdrawn. To get the document, go back to the page where you asked for it.',
    },
    link_expired: {
      title: 'This link has expired',
      text: 'Personal links only live a few days. One click, and a fresh one comes by mail to the address you gave.',
    },
    unavailable: {
      title: 'The document is out of reach for the moment',
      text: 'Your link is still good. Open it again in a few minutes.',
    },
    not_now: {
      title: 'This does not work at the moment',
      text: 'Wait a few minutes, then go back and try again.',
    },
    again: 'Send me a fresh link',
    sent: 'If your request is still kept here, a fresh link comes to the address you gave. One is sent a day, at most.',
    lost: 'Still nothing? Go back to the page where you asked for the document, and fill in the form again.',
  },
  fr: {
    not_found: {
      title: 'Ce lien ne mène plus à rien',
      text: 'Il a été copié incomplètement, ou retiré. Pour recevoir le document, retournez sur la page où vous l’aviez demandé.',
    },
    link_expired: {
      title: 'Ce lien a expiré',
      text: 'Les liens personnels ne durent que quelques jours. Un clic, et un nouveau lien arrive par courriel à l’adresse que vous aviez indiquée.',
    },
    unavailable: {
      title: 'Le document n’est pas joignable pour le moment',
      text: 'Votre lien reste bon. Rouvrez-le dans quelques minutes.',
    },
    not_now: {
      title: 'Cela ne marche pas pour le moment',
      text: 'Attendez quelques minutes, puis revenez en arrière et réessayez.',
    },
    again: 'Recevoir un nouveau lien',
    sent: 'Si votre demande est toujours conservée ici, un nouveau lien arrive à l’adresse que vous aviez indiquée. Il en part un par jour au plus.',
    lost: 'Toujours rien ? Retournez sur la page où vous aviez demandé le document et remplissez de nouveau le formulaire.',
  },
  de: {
    not_found: {
      title: 'Dieser Link führt nirgendwo mehr hin',
      text: 'Er wurde unvollständig kopiert oder zurückgezogen. Um das Dokument zu erhalten, gehen Sie bitte auf die Seite zurück, auf der Sie es angefordert haben.',
    },
    link_expired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Persönliche Links gelten nur einige Tage. Ein Klick, und ein neuer kommt per E-Mail an die Adresse, die Sie angegeben haben.',
    },
    unavailable: {
      title: 'Das Dokument ist im Moment nicht erreichbar',
      text: 'Ihr Link bleibt gültig. Bitte öffnen Sie ihn in einigen Minuten noch einmal.',
    },
    not_now: {
      title: 'Das geht im Moment nicht',
      text: 'Bitte warten Sie einige Minuten, gehen Sie dann zurück und versuchen Sie es noch einmal.',
    },
    again: 'Neuen Link zusenden',
    sent: 'Wenn Ihre Anfrage hier noch gespeichert ist, kommt ein neuer Link an die Adresse, die Sie angegeben haben. Pro Tag wird höchstens einer versendet.',
    lost: 'Immer noch nichts da? Gehen Sie bitte auf die Seite zurück, auf der Sie das Dokument angefordert haben, und füllen Sie das Formular noch einmal aus.',
  },
  es: {
    not_found: {
      title: 'Este enlace ya no lleva a ninguna parte',
      text: 'Se copió incompleto o se retiró. Para recibir el documento, vuelva a la página donde lo solicitó.',
    },
    link_expired: {
      title: 'Este enlace ha caducado',
      text: 'Los enlaces personales solo duran unos días. Un clic y le llegará uno nuevo por correo a la dirección que indicó.',
    },
    unavailable: {
      title: 'El documento no está accesible por el momento',
      text: 'Su enlace sigue siendo válido. Ábralo de nuevo dentro de unos minutos.',
    },
    not_now: {
      title: 'No es posible por el momento',
      text: 'Espere unos minutos, vuelva atrás e inténtelo de nuevo.',
    },
    again: 'Enviarme un enlace nuevo',
    sent: 'Si su solicitud aún se conserva aquí, le llegará un enlace nuevo a la dirección que indicó. Se envía uno al día como máximo.',
    lost: '¿Sigue sin llegar? Vuelva a la página donde solicitó el documento y rellene de nuevo el formulario.',
  },
  it: {
    not_found: {
      title: 'Questo link non porta più a nulla',
      text: 'È stato copiato in modo incompleto o ritirato. Per ricevere il documento, torni alla pagina in cui l’ha richiesto.',
    },
    link_expired: {
      title: 'Questo link è scaduto',
      text: 'I link personali durano solo alcuni giorni. Un clic e ne arriverà uno nuovo per e-mail all’indirizzo che ha indicato.',
    },
    unavailable: {
      title: 'Il documento al momento non è raggiungibile',
      text: 'Il Suo link resta valido. Lo riapra tra qualche minuto.',
    },
    not_now: {
      title: 'Al momento non è possibile',
      text: 'Attenda qualche minuto, poi torni indietro e riprovi.',
    },
    again: 'Inviatemi un nuovo link',
    sent: 'Se la Sua richiesta è ancora conservata qui, un nuovo link arriverà all’indirizzo che ha indicato. Ne parte al massimo uno al giorno.',
    lost: 'Ancora nulla? Torni alla pagina in cui ha richiesto il documento e compili di nuovo il modulo.',
  },
  pt: {
    not_found: {
      title: 'Esta ligação já não leva a lado nenhum',
      text: 'Foi copiada de forma incompleta ou retirada. Para receber o documento, volte à página onde o pediu.',
    },
    link_expired: {
      title: 'Esta ligação expirou',
      text: 'As ligações pessoais só duram alguns dias. Um clique, e uma nova chega por correio eletrónico ao endereço que indicou.',
    },
    unavailable: {
      title: 'De momento, não é possível aceder ao documento',
      text: 'A sua ligação continua válida. Abra-a de novo dentro de alguns minutos.',
    },
    not_now: {
      title: 'De momento, não é possível',
      text: 'Aguarde alguns minutos, depois volte atrás e tente de novo.',
    },
    again: 'Enviar-me uma nova ligação',
    sent: 'Se o seu pedido ainda estiver guardado aqui, uma nova ligação chegará ao endereço que indicou. É enviada, no máximo, uma por dia.',
    lost: 'Continua sem chegar? Volte à página onde pediu o documento e preencha de novo o formulário.',
  },
  nl: {
    not_found: {
      title: 'Deze link leidt nergens meer naartoe',
      text: 'Hij is onvolledig gekopieerd of ingetrokken. Ga terug naar de pagina waar u het document hebt aangevraagd om het te ontvangen.',
    },
    link_expired: {
      title: 'Deze link is verlopen',
      text: 'Persoonlijke links zijn maar enkele dagen geldig. Eén klik, en er komt per e-mail een nieuwe naar het adres dat u hebt opgegeven.',
    },
    unavailable: {
      title: 'Het document is op dit moment niet bereikbaar',
      text: 'Uw link blijft geldig. Open hem over enkele minuten opnieuw.',
    },
    not_now: {
      title: 'Dat lukt nu even niet',
      text: 'Wacht enkele minuten, ga dan terug en probeer het opnieuw.',
    },
    again: 'Stuur mij een nieuwe link',
    sent: 'Als uw aanvraag hier nog wordt bewaard, komt er een nieuwe link naar het adres dat u hebt opgegeven. Er gaat er hooguit één per dag uit.',
    lost: 'Nog steeds niets? Ga terug naar de pagina waar u het document hebt aangevraagd en vul het formulier opnieuw in.',
  },
  pl: {
    not_found: {
      title: 'Ten link już do niczego nie prowadzi',
      text: 'Skopiowano go niekompletnie albo został wycofany. Aby otrzymać dokument, prosimy wrócić na stronę, na której złożono prośbę.',
    },
    link_expired: {
      title: 'Ten link wygasł',
      text: 'Linki osobiste są ważne tylko kilka dni. Jedno kliknięcie, a nowy przyjdzie pocztą na podany wcześniej adres.',
    },
    unavailable: {
      title: 'Dokument jest w tej chwili nieosiągalny',
      text: 'Link pozostaje ważny. Prosimy otworzyć go ponownie za kilka minut.',
    },
    not_now: {
      title: 'W tej chwili to niemożliwe',
      text: 'Prosimy odczekać kilka minut, wrócić i spróbować ponownie.',
    },
    again: 'Proszę o nowy link',
    sent: 'Jeśli prośba jest tu nadal zapisana, nowy link przyjdzie na podany wcześniej adres. Wysyłamy najwyżej jeden dziennie.',
    lost: 'Nadal nic? Prosimy wrócić na stronę, na której złożono prośbę o dokument, i ponownie wypełnić formularz.',
  },
  sv: {
    not_found: {
      title: 'Den här länken leder ingenstans längre',
      text: 'Den kopierades ofullständigt eller har dragits tillbaka. Gå tillbaka till sidan där du bad om dokumentet för att få det.',
    },
    link_expired: {
      title: 'Den här länken har gått ut',
      text: 'Personliga länkar gäller bara några dagar. Ett klick, så kommer en ny med e-post till adressen du uppgav.',
    },
    unavailable: {
      title: 'Dokumentet går inte att nå just nu',
      text: 'Din länk gäller fortfarande. Öppna den igen om några minuter.',
    },
    not_now: {
      title: 'Det går inte just nu',
      text: 'Vänta några minuter, gå sedan tillbaka och försök igen.',
    },
    again: 'Skicka mig en ny länk',
    sent: 'Om din begäran fortfarande finns sparad här kommer en ny länk till adressen du uppgav. Högst en skickas per dag.',
    lost: 'Fortfarande inget? Gå tillbaka till sidan där du bad om dokumentet och fyll i formuläret igen.',
  },
  da: {
    not_found: {
      title: 'Dette link fører ingen steder hen længere',
      text: 'Det blev kopieret ufuldstændigt eller er trukket tilbage. Gå tilbage til siden, hvor du bad om dokumentet, for at få det.',
    },
    link_expired: {
      title: 'Dette link er udløbet',
      text: 'Personlige link gælder kun nogle få dage. Ét klik, så kommer der et nyt med e-mail til den adresse, du opgav.',
    },
    unavailable: {
      title: 'Dokumentet kan ikke nås lige nu',
      text: 'Dit link gælder stadig. Åbn det igen om nogle minutter.',
    },
    not_now: {
      title: 'Det kan ikke lade sig gøre lige nu',
      text: 'Vent nogle minutter, gå så tilbage, og prøv igen.',
    },
    again: 'Send mig et nyt link',
    sent: 'Hvis din anmodning stadig er gemt her, kommer der et nyt link til den adresse, du opgav. Der sendes højst ét om dagen.',
    lost: 'Stadig ingenting? Gå tilbage til siden, hvor du bad om dokumentet, og udfyld formularen igen.',
  },
  ja: {
    not_found: {
      title: 'このリンクは現在ご利用いただけません',
      text: 'リンクが正しくコピーされていないか、取り消されています。資料をお受け取りになるには、お申し込みのページへお戻りください。',
    },
    link_expired: {
      title: 'このリンクの有効期限が切れています',
      text: '個人用のリンクは数日間のみ有効です。下のボタンを押すと、ご入力いただいたメールアドレスに新しいリンクをお送りします。',
    },
    unavailable: {
      title: 'ただいま資料にアクセスできません',
      text: 'リンクは引き続き有効です。数分後にもう一度お開きください。',
    },
    not_now: {
      title: 'ただいまお手続きできません',
      text: '数分お待ちになってから前のページに戻り、もう一度お試しください。',
    },
    again: '新しいリンクを送る',
    sent: 'お申し込みの記録が残っている場合は、ご入力いただいたメールアドレスに新しいリンクをお送りします。お送りするのは1日1通までです。',
    lost: 'それでも届かない場合は、お申し込みのページに戻り、もう一度フォームにご入力ください。',
  },
  ar: {
    not_found: {
      title: 'لم يعد هذا الرابط يؤدي إلى شيء',
      text: 'نُسخ ناقصًا أو جرى سحبه. للحصول على المستند، يُرجى العودة إلى الصفحة التي طلبته منها.',
    },
    link_expired: {
      title: 'انتهت صلاحية هذا الرابط',
      text: 'الروابط الشخصية صالحة لبضعة أيام فقط. بنقرة واحدة يصلك رابط جديد بالبريد الإلكتروني على العنوان الذي أدخلته عند الطلب.',
    },
    unavailable: {
      title: 'لا يمكن الوصول إلى المستند حاليًا',
      text: 'رابطك ما زال صالحًا. يُرجى فتحه مجددًا بعد بضع دقائق.',
    },
    not_now: {
      title: 'هذا غير ممكن حاليًا',
      text: 'يُرجى الانتظار بضع دقائق، ثم العودة إلى الصفحة السابقة والمحاولة مجددًا.',
    },
    again: 'أرسلوا إليّ رابطًا جديدًا',
    sent: 'إذا كان طلبك لا يزال محفوظًا هنا، فسيصلك رابط جديد على العنوان الذي أدخلته عند الطلب. ولا يُرسل أكثر من رابط واحد في اليوم.',
    lost: 'وإن لم يصلك شيء رغم ذلك، فيُرجى العودة إلى الصفحة التي طلبت منها المستند وملء النموذج من جديد.',
  },
}
