import type { Translation } from '../../../../contract/languages.ts';
import { dateInWords } from '../../../../contract/time.ts';
import type { refusalsEn } from './en.ts';

/** In Spanish; each goes on after the name of the field and a colon. */
export const refusalsEs: Translation<typeof refusalsEn> = {
  missing: 'falta este dato',
  'in-future': 'la fecha está en el futuro',
  'email-format': 'debe ser una dirección de correo electrónico',
  'not-your-site': 'no es uno de sus centros',
  'site-lapsed': (ended) =>
    `el Acuerdo del centro venció el ${dateInWords(ended, 'es')}; cuando su persona de contacto lo renueve, el centro podrá registrar de nuevo`,

  'name-too-short': 'debe tener al menos dos letras',
  'name-with-digits': 'no debe tener números',
  'name-stands-in': 'debe ser el nombre propio del cliente; espere hasta que lo tenga',
  'birth-date-range': 'debe ser posterior al 1 de enero de 1890 y no estar en el futuro',
  'birth-after-dose': 'es posterior a una dosis del historial; corrija primero esa dosis',
  'death-date-range': 'debe estar entre la fecha de nacimiento y hoy',
  'death-date-missing': 'falta la fecha',
  'death-before-dose': 'es anterior a una dosis del historial; corrija primero esa dosis',
  'not-deceased': 'solo corresponde a un cliente que falleció',
  'state-unknown': 'debe tener dos letras, como TX',
  'zip-format': 'debe tener 5 o 9 dígitos',
  'phone-format': 'debe tener 10 dígitos, como 512-555-0134',
  'extension-format': 'debe tener 7 dígitos como máximo',

  'minors-only': 'es para menores de 18 años; una persona adulta firma el formulario para adultos',
  'adults-only': 'es para clientes de 18 años o más',
  'signed-date-range': 'debe estar entre la fecha de nacimiento y hoy',

  'dose-in-future': 'la fecha está en el futuro; una dosis prevista es una cita, no un registro',
  'before-birth': 'es anterior al nacimiento del cliente',
  'after-death': 'es posterior al fallecimiento del cliente',
  'client-died':
    'la dosis no se puede registrar como aplicada ahora porque el cliente falleció; ingrésela en el historial',
  'vaccine-unknown': 'no es una vacuna de la tabla de códigos',
  'vaccine-retired': 'esta vacuna ya no se aplica; ingrésela en el historial',
  'dose-needs-consent':
    'se necesita el consentimiento general: el cliente solo dio su consentimiento para las dosis de un desastre',
  'lot-format': 'debe tener 20 letras mayúsculas y dígitos como máximo',
  'amount-range': 'debe ser mayor que 0 y como máximo 10',
  'statement-later': 'la edición debe ser anterior a ese día',
  'maker-unknown': 'no es un fabricante de la tabla de códigos',
  'maker-differs': 'no fabrica esta vacuna',
  'trade-name-differs': 'no es el nombre de esta vacuna de este fabricante',
  'ndc-unknown': 'no está en la tabla de unidades de uso',
  'ndc-differs': 'corresponde a otra vacuna o a otro fabricante',
  expired: 'es anterior al día en que se aplicó la dosis. Confirme que se aplicó vencida o corrija la fecha',
  'eligibility-age': 'es para menores de 19 años; elija No elegible',
  duplicate: 'esta vacuna ya está registrada ese día; una segunda inyección tiene otro lote',
  'duplicate-in-entry': 'esta vacuna aparece dos veces en este formulario; una segunda inyección tiene otro lote',
  'reaction-date-range': 'debe estar entre el día de la dosis y hoy',
  'no-vaccine-group': 'elija un grupo de vacunas',

  'observation-needs-consent': 'se necesita el consentimiento general',
  'observation-unknown': 'no está en la lista',
  'observation-other-sex': 'no concuerda con el sexo que figura en el expediente',
  'already-recorded': 'ya está registrado',
  'too-early': 'es anterior al día en que pudo haber empezado',
  'since-missing': 'falta la fecha: de ese día depende qué vacunas corresponden',

  'not-accepted': 'se debe leer y aceptar',
  'ten-digits': 'debe tener diez dígitos',
  'zip-with-hyphen': 'debe tener cinco dígitos, o nueve con un guion',
  'signed-lately': (days) => `debe estar dentro de los últimos ${days} días`,
  'signed-elsewhere': 'se necesita: aquí solo firma el firmante autorizado',
  'own-name': (name) => `debe ser su propio nombre tal como figura en su cuenta: ${name}`,
  'not-today': 'debe ser la fecha de hoy',

  'group-not-in-schedule': 'no es un grupo de vacunas del calendario',
  'before-first-day': 'es anterior al primer día',
  'period-too-long': (years) => `debe ser menos de ${years} años antes del último día`,

  'password-too-short': (shortest) => `debe tener ${shortest} caracteres o más`,
  'password-with-username': 'no debe contener el nombre de usuario',
  'password-as-before': 'debe ser distinta de la anterior',
};
