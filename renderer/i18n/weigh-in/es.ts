import type { Message } from '../message.ts';
import type { WeighInMessageKey } from './en.ts';

/** Everything a weigh-in says in Spanish. */
export const weighInEs: Readonly<Record<WeighInMessageKey, Message>> = {
  open: 'Pesarme',
  open_offer: '¿Eras tú?',
  'waiting.title': 'Súbete a la báscula',
  'waiting.hint': 'Si ya estás encima, baja un momento. Quédate sin moverte hasta que salga el número.',
  'waiting.settling': 'No te muevas …',
  'waiting.implausible': 'La báscula dio un peso que no puede ser de una persona. Baja y vuelve a subir.',
  'waiting.cancel': 'Cancelar',
  'question.title': '¿Es correcto?',
  'question.text':
    'Se aparta de tus últimos pesos más de lo habitual. No se guarda nada hasta que lo confirmes.',
  'question.yes': 'Sí, guardar',
  'question.no': 'No, no era yo',
  'offer.title': '¿Eras tú?',
  'offer.text': 'La báscula dio este peso a las {time}, cuando estabas aquí. Solo tú decides si es tuyo.',
  'offer.yes': 'Sí, era yo',
  'offer.no': 'No',
  'offer.back': 'Más tarde',
  'done.title': 'Guardado',
  'done.first': 'Tu primer peso aquí.',
  'done.same': 'Igual que el {date}.',
  'done.less': '{amount} {unit} menos que el {date}.',
  'done.more': '{amount} {unit} más que el {date}.',
  'done.after_exercise':
    'Hoy has entrenado: estos valores se guardan, pero no cuentan para tu tendencia. Mídete antes de entrenar.',
  'done.undo': 'Deshacer',
  'done.close': 'Ir al inicio',
  'missed.title': 'No llegó ningún peso',
  'missed.text':
    'La báscula no se estabilizó en un minuto. Si el peso llega más tarde, no se pierde: te preguntaremos.',
  'missed.again': 'Intentar de nuevo',
  'missed.back': 'Volver',
  failed: 'Ahora no ha funcionado. Inténtalo de nuevo.',
};
