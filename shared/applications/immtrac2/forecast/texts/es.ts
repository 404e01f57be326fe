import type { Translation } from '../../../../contract/languages.ts';
import { dateInWords } from '../../../../contract/time.ts';
import type { forecastEn } from './en.ts';

/** In Spanish, as a nurse would say it to a parent. */
export const forecastEs: Translation<typeof forecastEn> = {
  doseStatuses: {
    valid: 'Válida',
    'not valid': 'No válida',
    extraneous: 'Adicional',
    substandard: 'Defectuosa',
    'not judged': 'Sin evaluar',
  },
  doseReasons: {
    'too young': 'Esta dosis se aplicó a una edad demasiado temprana para proteger bien, así que hay que repetirla.',
    'too old': 'Esta dosis se aplicó después de la edad en que corresponde. No hace daño y no es necesario repetirla.',
    'too soon': 'Esta dosis se aplicó demasiado pronto después de la anterior, así que hay que repetirla.',
    'live vaccine too soon':
      'Poco antes se aplicó otra vacuna de virus vivos, lo que puede debilitar el efecto de esta. Hay que repetirla.',
    'wrong product':
      'Se aplicó un producto que no está indicado para esta dosis. Hay que repetirla con el producto correcto.',
    'product does not fit': 'El producto que se aplicó no es de los que sirven para esta dosis, así que no cuenta.',
    'product not for this age':
      'El producto que se aplicó no está indicado para esta edad, así que la dosis no cuenta.',
    'series complete': 'Antes ya se habían aplicado todas las dosis necesarias, así que esta es adicional.',
    'lot expired': 'La vacuna ya estaba vencida cuando se aplicó, así que hay que repetir la dosis.',
    substandard: 'La vacuna misma tenía algún defecto, así que hay que repetir la dosis.',
    'earlier than usual': 'Esta dosis se aplicó antes de lo habitual, pero no demasiado pronto: sí cuenta.',
    'less than a full dose': 'Se registró menos de una dosis completa. Cuenta; verifique qué cantidad se aplicó.',
    'before the birth': 'La fecha es anterior al nacimiento, así que la dosis no se puede evaluar. Verifique la fecha.',
    'in the future':
      'La fecha está en el futuro o es posterior al fallecimiento, así que la dosis no se puede evaluar. Verifique la fecha.',
    'unknown product':
      'El calendario no conoce este producto, así que no puede decir si la dosis cuenta. Averigüe qué se aplicó.',
    'no series': 'El calendario no pide esta vacuna a nadie de esta edad, así que la dosis no se evaluó.',
  },
  statuses: {
    'not complete': 'Falta otra dosis',
    complete: 'Completa',
    immune: 'Con inmunidad',
    contraindicated: 'No se debe aplicar',
    'aged out': 'Pasó la edad para esta vacuna',
    'not recommended': 'No hace falta ahora',
  },
  reasons: {
    'due by age': 'Esta dosis se aplica a partir de esta edad.',
    'due after the last dose': 'La siguiente dosis se aplica cuando pasa este tiempo después de la última.',
    'due as soon as the last dose allows':
      'Ya llegó el momento habitual de esta dosis, así que se aplica en cuanto haya pasado suficiente tiempo desde la última.',
    'due after a dose that did not count':
      'La última dosis no contó, así que se repite cuando pase el tiempo necesario.',
    'due after another live vaccine':
      'Hace poco se aplicó otra vacuna de virus vivos; para esta hay que esperar a que pasen unas cuatro semanas.',
    'due when the season begins': 'Esta dosis se aplica cuando empieza la temporada.',
    'due for a risk': 'Esta dosis se recomienda por un problema de salud, por el trabajo o por un viaje.',
    complete: 'Ya se aplicaron todas las dosis necesarias.',
    'enough for now': 'Con las dosis que ya se aplicaron, por ahora no hace falta ninguna más.',
    immune:
      'No hace falta ninguna dosis: ya hay protección, porque se tuvo la enfermedad o porque lo demostró un análisis.',
    contraindicated:
      'Esta vacuna no se debe aplicar por algo que figura en el expediente de salud. Consulte al médico.',
    'season over':
      'La temporada que conoce este calendario ya terminó. El próximo calendario dirá cuándo aplicarla de nuevo.',
    'too old': 'Esta vacuna ya no se aplica a esta edad.',
    'too old to finish':
      'La siguiente dosis quedaría después de la edad máxima para esta vacuna, así que no se aplica ninguna más.',
  },
  urgencies: {
    overdue: 'Atrasada: aplicar ahora',
    due: 'Corresponde: aplicar ahora',
    possible: 'Se puede aplicar',
    later: 'Más adelante',
  },
  table: {
    caption: 'Vacunas que corresponden',
    group: 'Grupo de vacunas',
    act: 'Qué hacer',
    doseNumber: 'Dosis',
    earliest: 'Lo más pronto',
    recommended: 'Recomendada',
    pastDue: 'Atrasada después del',
    why: 'Por qué',
    none: 'El calendario no pide ninguna vacuna a esta edad.',
    withheld: {
      died: 'No corresponde ninguna vacuna: el cliente falleció.',
      'disaster doses alone':
        'Este consentimiento solo abarca las dosis de un desastre. Aquí no se conoce todo el historial, así que no se puede decir qué vacunas corresponden.',
      'not available':
        'En este momento no se puede mostrar qué vacunas le corresponden a este cliente, y no se evaluó ninguna dosis. El expediente está completo. Decida con el calendario impreso y avise a la atención al cliente de ImmTrac2.',
    },
  },
  kinds: { standard: 'Para todas las personas de esta edad', risk: 'Por un riesgo' },
  aid: (version, published) =>
    `Calculado con el calendario CDSi de los CDC, versión ${version} del ${dateInWords(published, 'es')}. Es una ayuda y no la palabra de los CDC: decide la persona que vacuna.`,
};
