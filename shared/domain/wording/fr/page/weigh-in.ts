import type { weighInWords as english } from '../../en/page/weigh-in.ts';
import type { SameKeys } from '../../message.ts';

/** Everything a weigh-in says in French. */
export const weighInWords: SameKeys<typeof english> = {
  'weigh_in.open': 'Se peser',
  'weigh_in.open_offer': 'Était-ce toi ?',
  'weigh_in.waiting.title': 'Monte sur la balance',
  'weigh_in.waiting.hint':
    'Si tu es déjà dessus, descends une fois. Reste immobile jusqu’à ce que le poids s’affiche.',
  'weigh_in.waiting.settling': 'Ne bouge pas…',
  'weigh_in.waiting.implausible':
    'La balance a donné un poids qui ne peut pas être celui d’une personne. Descends et remonte.',
  'weigh_in.waiting.cancel': 'Annuler',
  'weigh_in.question.title': 'Est-ce exact ?',
  'weigh_in.question.text':
    'C’est plus loin de tes derniers poids que d’habitude. Rien n’est enregistré sans ton accord.',
  'weigh_in.question.yes': 'Oui, enregistrer',
  'weigh_in.question.no': 'Non, ce n’était pas moi',
  'weigh_in.offer.title': 'Était-ce toi ?',
  'weigh_in.offer.text': 'La balance l’a dit à {time}, quand tu étais là. Toi seul décides si c’est le tien.',
  'weigh_in.offer.yes': 'Oui, c’était moi',
  'weigh_in.offer.no': 'Non',
  'weigh_in.offer.back': 'Plus tard',
  'weigh_in.done.title': 'Enregistré',
  'weigh_in.done.first': 'Ton premier poids ici.',
  'weigh_in.done.same': 'Comme le {date}.',
  'weigh_in.done.less': '{amount} {unit} de moins que le {date}.',
  'weigh_in.done.more': '{amount} {unit} de plus que le {date}.',
  'weigh_in.done.after_exercise':
    'Tu t’es entraîné aujourd’hui : ces valeurs sont gardées, mais ne comptent pas dans ta tendance. Mesure-toi avant l’entraînement.',
  'weigh_in.done.undo': 'Annuler',
  'weigh_in.done.close': 'Vers le tableau de bord',
  'weigh_in.missed.title': 'Aucun poids n’est arrivé',
  'weigh_in.missed.text':
    'La balance ne s’est pas stabilisée en une minute. Un poids qui vient plus tard n’est pas perdu : nous te demanderons.',
  'weigh_in.missed.again': 'Réessayer',
  'weigh_in.missed.back': 'Retour',
  'weigh_in.failed': 'Cela n’a pas marché. Essaie encore.',
};
