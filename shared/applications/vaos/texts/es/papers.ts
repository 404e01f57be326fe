import type { Translation } from '../../../../contract/languages.ts';
import type { papers as source } from '../en/papers.ts';

/** In Spanish. */
export const papers: Translation<typeof source> = {
  file: {
    label: 'Completar desde un archivo CSV',
    countHint: 'Con las columnas lote, dosis y, donde haya diferencia, motivo.',
    receiptHint: 'Con las columnas NDC, lote, vencimiento y dosis.',
    reading: 'Leyendo el archivo…',
    filled: (rows) =>
      rows === 1
        ? 'Se completó 1 fila. Revísela antes de guardar.'
        : `Se completaron ${rows} filas. Revíselas antes de guardar.`,
    refused: 'No se usó',
    line: (line, field, message) => `Línea ${line}: ${field} ${message}`,
    tooLarge: 'El archivo es demasiado grande para un solo conteo o recepción; divídalo.',
    tooMany: (most) => `Una recepción tiene como máximo ${most} lotes; el resto del archivo no se tomó.`,
  },
  downtime: {
    title: 'Formularios sin sistema',
    text: 'Imprímalos con anticipación y téngalos junto a la estación de trabajo. Cuando no haya conexión con el servidor, anote aquí cada dosis; nadie inicia sesión con la contraseña de otra persona, ni entonces ni después.',
    steps: [
      'Revise la cartilla de vacunas que trae el cliente y pregunte por alergias y reacciones anteriores: no se puede consultar qué vacunas le corresponden.',
      'Escriba una línea por cada dosis, con el lote que figura en la lista o en el frasco.',
      'Cuando vuelva el servidor, quienes aplicaron las dosis inician sesión en ImmTrac2. Registran cada dosis con el día en que se aplicó.',
      'Marque cada línea cuando la haya registrado y guarde la hoja como su centro guarda los demás expedientes de pacientes.',
    ],
    onHand: (day) => `Vacunas en existencia el ${day}`,
    lines: 'Dosis aplicadas sin el servidor',
    columns: [
      'Fecha',
      'Nombre del cliente',
      'Fecha de nacimiento',
      'Vacuna y lote',
      'Lugar y vía',
      'Aplicada por',
      'Fechas de las VIS',
      'Registrada',
    ],
    print: 'Imprimir',
  },
  papers: {
    loss: 'Informe de pérdida de vacunas',
    lossText: 'Las dosis que siguen no se pueden usar. Guarde este informe con los expedientes del centro.',
    transfer: 'Confirmación de transferencia de vacunas',
    transferText: 'Cada uno de los dos centros guarda una copia.',
    site: 'Centro',
    reported: 'Anotado por',
    signature: 'Profesional clínico que firma',
    signHere: 'Firma y fecha',
    print: 'Imprimir',
    cannot: 'Esta línea no es un informe de pérdida.',
  },
};
