// What believable leads are made of.

const list = (text: string) => text.split(', ')
const ascii = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z ]+/g, '')
    .trim()
    .replaceAll(/ +/g, '-')

const given = list(
  'Camille, Élodie, Thomas, Zoé, Mehdi, Hélène, François, Inès, Lucas, Agnès, Yanis, Chloé, Julien, Anaïs, ' +
    'Noémie, Étienne, Sarah, Loïc, Aurélie, Karim, Margaux, Benoît, Fatou, Rémi, Solène, Antoine, Joséphine, ' +
    'Malik, Clémence, Gaël, Emma, Oliver',
)
const family = list(
  'Martin, Bernard, Lefèvre, Dubois, Moreau, Ben Salah, Girard, Roux, Fournier, Mercier, Guérin, Boyer, ' +
    'Garnier, Chevalier, Diallo, Legrand, Gauthier, Perrin, Robin, Clément, Morin, Nguyen, Haddad, Le Goff, ' +
    "Barbier, Leclercq, Colin, Vidal, Fernandez, Caron, Poirier, d'Arcy, Hughes",
)
const trades = list(
  'Atelier, Cabinet, Groupe, Menuiserie, Pharmacie, Librairie, Garage, Imprimerie, Maison, Studio, Clinique, ' +
    'Transports, Boulangerie, Agence, Société, Laboratoires, Domaine, Coopérative',
)
const houses = list(
  'Aubépine, du Port, Bellevue, Carnot, des Tilleuls, Duval & Fils, Émeraude, Falguière, Grand Large, Horizon, ' +
    'Jaurès, Kervella, Lumière, Montaigne, Novalys, Océane, Prévert, Quimper, Rivage, Saint-Cyr, Tramontane, ' +
    'Ursule, Vauban, Zéphyr',
)

/** Lists by name. Those of one person or company are picked by the same number, so that the address fits the name. */
export const words = {
  given,
  givenAscii: given.map(ascii),
  family,
  familyAscii: family.map(ascii),
  trades,
  tradeDomains: trades.map(ascii),
  houses,
  houseDomains: houses.map(ascii),
  jobs: list(
    'Gérante, Directeur général, Responsable marketing, Assistante de direction, Juriste, Comptable, DPO, Chargée ' +
      'de communication, Directrice des ventes, Informaticien',
  ),
  pages: list('/, /guide, /blog/consentement, /blog/registre-en-dix-points, /essai, /tarifs'),
  referrers: list('https://www.google.com/, https://www.linkedin.com/, https://duckduckgo.com/, https://www.bing.com/'),
  sources: list('google, linkedin, newsletter, partenaire, salon'),
  media: list('cpc, social, email, referral, qr'),
  campaigns: list('rentree, rgpd-pme, guide-2025, printemps, webinaire, salon-nantes'),
  questions: list('Pouvez-vous me rappeler ?, Combien coûte la version pour dix personnes ?, Merci pour ce guide.'),
  holdReasons: list('honeypot, too_fast, no_proof'),
}
