import type { pinWords as english } from '../../en/page/pin.ts';
import type { SameKeys } from '../../message.ts';

/** Number and PIN in Spanish. */
export const pinWords: SameKeys<typeof english> = {
  'keypad.number': 'Tu número de socio',
  'keypad.pin': 'Tu PIN',
  'keypad.pin_of': 'Número {number}',
  'keypad.next': 'Siguiente',
  'keypad.enter': 'Entrar',
  'keypad.back': 'Atrás',
  'keypad.erase': 'Borrar la última cifra',
  'keypad.clear': 'Empezar de nuevo',
  'keypad.typed': { one: '{count} cifra escrita', other: '{count} cifras escritas' },
  'keypad.checking': 'Un momento…',
  'keypad.wrong': 'El número y el PIN no coinciden. Inténtalo de nuevo.',
  'keypad.wait': { one: 'Espera {count} segundo', other: 'Espera {count} segundos' },
  'keypad.storage': 'El quiosco no puede guardar ahora. Pasa por recepción.',
  'keypad.failed': 'No ha funcionado. Inténtalo de nuevo.',
  'keypad.card': 'O acerca tu tarjeta al lector.',

  'own.set': 'Crear PIN',
  'own.change': 'Cambiar PIN',
  'own.old': 'Tu PIN actual',
  'own.new': 'Tu nuevo PIN',
  'own.again': 'Otra vez, para confirmar',
  'own.hint': 'De 4 a 8 cifras. Sin series, sin repeticiones, y no tu número de socio.',
  'own.save': 'Guardar',
  'own.done': 'Tu PIN está listo',
  'own.done_hint': 'La próxima vez entras con tu número de socio y este PIN.',
  'own.to_dashboard': 'A tus datos',
  'own.different': 'No eran iguales. Elige otra vez.',
  'own.too_easy': 'Es demasiado fácil de adivinar. Elige otro.',
  'own.wrong_old': 'Ese no era tu PIN.',
  'own.not_now': 'Espera un poco antes del próximo intento.',
  'own.locked': 'Pasa por recepción, por favor.',

  'demo.pin': 'N.º {number}, PIN {pin}',
  'demo.locked': 'N.º {number}, PIN {pin} (bloqueado)',
};
