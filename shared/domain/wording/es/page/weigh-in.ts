import type { weighInWords as english } from '../../en/page/weigh-in.ts';
import type { SameKeys } from '../../message.ts';

/** Everything a weigh-in says in Spanish. */
export const weighInWords: SameKeys<typeof english> = {
  'weigh_in.open': 'Pesarme',
  'weigh_in.open_offer': '¿Eras tú?',
  'weigh_in.waiting.title': 'Súbete a la báscula',
  'weigh_in.waiting.hint':
    'Si ya estás encima, baja un momento. Quédate sin moverte hasta que salga el número.',
  'weigh_in.waiting.settling': 'No te muevas …',
  'weigh_in.waiting.implausible':
    'La báscula dio un peso que no puede ser de una persona. Baja y vuelve a subir.',
  'weigh_in.waiting.cancel': 'Cancelar',
  'weigh_in.question.title': '¿Es correcto?',
  'weigh_in.question.text':
    'Se aparta de tus últimos pesos más de lo habitual. No se guarda nada hasta que lo confirmes.',
  'weigh_in.question.yes': 'Sí, guardar',
  'weigh_in.question.no': 'No, no era yo',
  'weigh_in.offer.title': '¿Eras tú?',
  'weigh_in.offer.text':
    'La báscula dio este peso a las {time}, cuando estabas aquí. Solo tú decides si es tuyo.',
  'weigh_in.offer.yes': 'Sí, era yo',
  'weigh_in.offer.no': 'No',
  'weigh_in.offer.back': 'Más tarde',
  'weigh_in.done.title': 'Guardado',
  'weigh_in.done.first': 'Tu primer peso aquí.',
  'weigh_in.done.same': 'Igual que el {date}.',
  'weigh_in.done.less': '{amount} {unit} menos que el {date}.',
  'weigh_in.done.more': '{amount} {unit} más que el {date}.',
  'weigh_in.done.after_exercise':
    'Hoy has entrenado: estos valores se guardan, pero no cuentan para tu tendencia. Mídete antes de entrenar.',
  'weigh_in.done.undo': 'Deshacer',
  'weigh_in.done.close': 'Ir al inicio',
  'weigh_in.missed.title': 'No llegó ningún peso',
  'weigh_in.missed.text':
    'La báscula no se estabilizó en un minuto. Si el peso llega más tarde, no se pierde: te preguntaremos.',
  'weigh_in.missed.again': 'Intentar de nuevo',
  'weigh_in.missed.back': 'Volver',
  'weigh_in.failed': 'Ahora no ha funcionado. Inténtalo de nuevo.',
};
