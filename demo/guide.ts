// The words of the white paper, apart from how they are set. French typography: no-break spaces are put in by the setting.

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'note'; title: string; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'checks'; items: string[] }

export type Chapter = { title: string; blocks: Block[] }

const text = (words: string): Block => ({ kind: 'text', text: words })
const list = (...items: string[]): Block => ({ kind: 'list', items })
const note = (title: string, words: string): Block => ({ kind: 'note', title, text: words })

export const guide = {
  title: 'Le RGPD des formulaires',
  subtitle: 'Guide pratique pour les petites entreprises',
  author: 'Lisière, conseil en protection des données',
  edition: 'Édition 2026',
  lead: 'Un formulaire est souvent le premier contact entre une entreprise et une personne. C’est aussi le moment où l’on recueille ses données. Ce guide dit, sans jargon, ce que le règlement européen demande à ce moment-là, et comment y répondre simplement.',
  chapters: [
    {
      title: 'Cinq questions avant d’ouvrir un formulaire',
      blocks: [
        text(
          'Le RGPD n’interdit pas de recueillir des données : il demande de savoir pourquoi on le fait, et de pouvoir le montrer. Les principes de son article 5 tiennent en cinq questions.',
        ),
        list(
          '**Pour quoi faire ?** Une finalité précise et annoncée. Des données recueillies pour remettre un document ne servent pas ensuite à tout autre chose.',
          '**Est-ce nécessaire ?** Chaque champ doit servir cette finalité. Pour envoyer un PDF, une adresse suffit ; le reste est facultatif, et le formulaire le dit.',
          '**Combien de temps ?** Une durée fixée à l’avance, puis l’effacement.',
          '**Qui y a accès ?** Les personnes qui en ont besoin, et des prestataires choisis et liés par contrat.',
          '**Pouvons-nous le démontrer ?** C’est le principe de responsabilité : à l’entreprise de prouver qu’elle respecte les quatre premiers.',
        ),
        note(
          'Le bon réflexe',
          'Pour chaque champ, demandez-vous ce que vous ferez de la réponse lundi prochain. Si personne ne sait répondre, supprimez le champ : le formulaire sera plus court, et mieux rempli.',
        ),
      ],
    },
    {
      title: 'Choisir la bonne base légale',
      blocks: [
        text(
          'Tout traitement repose sur l’une des six bases de l’article 6. Un formulaire en mêle souvent deux : remettre ce qui est demandé est une chose, écrire ensuite à la personne en est une autre.',
        ),
        {
          kind: 'table',
          head: ['Ce que vous faites', 'Base habituelle', 'À l’écran'],
          rows: [
            [
              'Remettre le document ou ouvrir l’essai demandé',
              'Mesures prises à la demande de la personne, ou intérêt légitime',
              'Une mention d’information',
            ],
            [
              'Écrire à un particulier pour prospecter',
              'Consentement préalable (article L. 34-5 du CPCE)',
              'Une case à cocher, vide',
            ],
            [
              'Écrire à un professionnel, sur un sujet lié à son métier',
              'Intérêt légitime',
              'L’information, et le moyen de s’opposer tout de suite',
            ],
            ['Transmettre l’adresse à un partenaire', 'Consentement', 'Une case par partenaire, nommé'],
          ],
        },
        text(
          'Entre professionnels, l’intérêt légitime a ses conditions : la personne est informée au moment du recueil, elle peut s’opposer simplement et gratuitement, le message concerne sa fonction, et chaque envoi rappelle comment se désinscrire. Une adresse personnelle reste celle d’un particulier, quel que soit son métier.',
        ),
      ],
    },
    {
      title: 'Un consentement qui vaut quelque chose',
      blocks: [
        text(
          'L’article 4 demande une volonté **libre, spécifique, éclairée et univoque**. Chaque mot a une conséquence sur le formulaire.',
        ),
        list(
          '**Libre** : le document est remis que la case soit cochée ou non. L’article 7 regarde de près un service subordonné à un consentement dont il n’a pas besoin.',
          '**Spécifique** : une case par finalité. La lettre d’information et l’appel téléphonique sont deux choses.',
          '**Éclairée** : qui écrit, à quel propos, et comment arrêter, avant de cocher. Un partenaire est désigné par son nom ; « nos partenaires » ne suffit pas.',
          '**Univoque** : un geste. La Cour de justice l’a dit en 2019 (affaire C-673/17, Planet49) : une case cochée d’avance n’est pas un consentement, et cliquer sur « Participer » non plus.',
        ),
        text(
          'Retirer son consentement doit être aussi simple que de le donner. Un clic pour s’inscrire, un clic pour partir : sans compte à créer, sans mot de passe à retrouver.',
        ),
        note(
          'Trois formulations à éviter',
          '« J’accepte les conditions générales et de recevoir vos offres » mêle deux demandes. « Ne pas cocher pour ne pas recevoir » se lit à l’envers. « J’accepte d’être contacté » ne dit ni par qui, ni pour quoi.',
        ),
      ],
    },
    {
      title: 'Informer en quelques lignes',
      blocks: [
        text(
          'L’article 13 énumère ce que la personne doit savoir au moment où elle donne ses données. L’essentiel tient sous le formulaire ; le détail se trouve derrière un lien.',
        ),
        list(
          'qui recueille les données et comment le joindre ;',
          'pour quelles finalités, et sur quelle base légale ;',
          'qui les reçoit, et si elles quittent l’Union européenne ;',
          'combien de temps elles sont conservées ;',
          'les droits de la personne, dont celui de retirer son consentement et de saisir la CNIL ;',
          'quelles réponses sont obligatoires.',
        ),
        note(
          'Un modèle à adapter',
          '« [Société] utilise ces informations pour vous remettre [le document] et les conserve au plus trois ans après votre dernier contact. Vous pouvez y accéder, les corriger, les faire effacer ou vous opposer à leur usage en écrivant à [adresse], et saisir la CNIL. En savoir plus : [politique de confidentialité]. »',
        ),
      ],
    },
    {
      title: 'Garder la preuve',
      blocks: [
        text(
          'L’article 7 le dit d’emblée : c’est à l’entreprise de démontrer que la personne a consenti. Le Comité européen de la protection des données suggère de conserver le contexte du recueil et une copie de ce qui était affiché ; renvoyer au réglage actuel du site ne suffirait pas (lignes directrices 05/2020, paragraphe 108).',
        ),
        {
          kind: 'table',
          head: ['À conserver', 'Concrètement'],
          rows: [
            ['Qui', 'L’adresse saisie, et si elle a été confirmée'],
            ['Quand', 'La date et l’heure de l’envoi'],
            ['Quoi', 'Le texte exact affiché, dans sa langue et sa version'],
            ['Comment', 'La page, le formulaire, la case cochée ou laissée vide'],
            ['Et depuis', 'Les confirmations, les oppositions et les retraits, avec leur date'],
          ],
        },
        text(
          'La double confirmation, un message dont le lien confirme l’adresse, n’est pas imposée par le règlement. Elle protège pourtant les deux parties : personne n’est inscrit par un tiers, et l’adresse est juste. Ce message ne contient pas de publicité.',
        ),
      ],
    },
    {
      title: 'Conserver, puis effacer',
      blocks: [
        text(
          'Pour les prospects, la CNIL retient un repère de **trois ans à compter du dernier contact venant de la personne** : un envoi, un clic, un appel. L’ouverture d’un message ne compte pas. À l’échéance, on peut demander une fois si la personne veut rester ; sans réponse positive, on efface.',
        ),
        text(
          'S’opposer doit durer. On garde donc, à part, de quoi reconnaître une adresse à laquelle ne plus écrire : une empreinte suffit, l’adresse elle-même n’est pas nécessaire.',
        ),
        note(
          'Les sauvegardes aussi',
          'Restaurer une sauvegarde fait revenir les personnes effacées depuis. Tenez la liste des effacements hors de la base, et rejouez-la après chaque restauration.',
        ),
      ],
    },
    {
      title: 'Répondre aux personnes',
      blocks: [
        text(
          'Accéder à ses données, les corriger, les effacer, les emporter, s’opposer : ces droits (articles 15 à 21) s’exercent gratuitement. L’entreprise répond dans le mois ; une demande complexe peut prendre deux mois de plus, à condition de le dire dans le premier mois.',
        ),
        text(
          'Face à la prospection, le droit d’opposition ne se discute pas : on arrête, sans demander de raison. Et si des données fuitent avec un risque pour les personnes, la CNIL doit l’apprendre, si possible dans les 72 heures (article 33).',
        ),
      ],
    },
    {
      title: 'La liste de contrôle',
      blocks: [
        text('À parcourir avant chaque mise en ligne. Douze oui, et le formulaire est prêt.'),
        {
          kind: 'checks',
          items: [
            'Chaque champ sert une finalité que nous savons nommer.',
            'Les champs facultatifs se reconnaissent.',
            'Aucune case n’est cochée d’avance.',
            'Une case correspond à une seule finalité.',
            'Les partenaires sont désignés par leur nom.',
            'Le document est remis même si aucune case n’est cochée.',
            'La mention d’information se lit avant l’envoi.',
            'La politique de confidentialité est à un clic.',
            'Le texte affiché est conservé, version par version.',
            'Se désinscrire prend un clic, sans se connecter.',
            'Une durée est fixée, et l’effacement se fait vraiment.',
            'Quelqu’un est chargé de répondre aux demandes.',
          ],
        },
      ],
    },
  ] satisfies Chapter[],
  closing:
    'Ce guide informe ; il ne remplace pas le conseil d’un juriste sur votre situation. Lisière est une entreprise imaginaire, inventée pour la démonstration d’Aimant ; les règles citées, elles, sont bien réelles.',
}
