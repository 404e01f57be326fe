import type { Texts } from '../texts.ts';

/** In Spanish. */
export const accounts: Texts['accounts'] = {
  import: {
    title: 'Importar cuentas',
    explanation:
      'Un archivo CSV en UTF-8 con las columnas username, name, email, roles, sites y password_hash. Las cuentas que ya existen no se cambian, a menos que usted lo indique; sus contraseñas nunca se cambian.',
    file: 'Archivo CSV',
    fileMissing: 'Elija un archivo CSV.',
    fileTooLarge: (megabytes) => `El archivo tiene más de ${megabytes} MB. Divídalo.`,
    fileUnreadable: 'No se puede leer el archivo. Elíjalo de nuevo.',
    fileEncoding: (line) =>
      `El archivo no está en UTF-8: la línea ${line} tiene una letra que no se puede leer. Guárdelo como “CSV UTF-8” y elíjalo de nuevo.`,
    update:
      'Dar a las cuentas que ya existen el nombre, el correo electrónico, las funciones y los centros del archivo',
    partial: 'Importar las demás filas cuando se rechacen algunas',
    check: 'Revisar',
    checking: 'Revisando…',
    submit: 'Importar',
    importing:
      'Importando… Puede tardar varios minutos. Puede cerrar esta página: la importación sigue, y esta página dirá después cómo terminó.',
    importingOf: (done, total) =>
      `${done.toLocaleString('en-US')} de ${total.toLocaleString('en-US')} cuentas están listas. No se guarda nada antes de que lo estén todas.`,
    run: {
      running: 'Su importación está en curso',
      runningText: (since, done, total) =>
        `Desde ${since}: ${done} de ${total} cuentas están listas. No se guarda nada antes de que lo estén todas.`,
      written: 'Su última importación se guardó',
      writtenText: (since, created, updated) => `Del ${since}: ${created} creadas, ${updated} actualizadas.`,
      refused: 'Su última importación se rechazó',
      refusedText: (since) => `Del ${since}: no se guardó nada. Revise el archivo de nuevo para ver por qué.`,
      failed: 'Su última importación no terminó',
      failedText: (since) => `Del ${since}: no se guardó nada. Elija el archivo de nuevo.`,
      failedAmidText: (since, created, updated) =>
        `Del ${since}: se crearon ${created} y se actualizaron ${updated} antes de que se detuviera. Elija el archivo de nuevo: lo que ya existe queda como está y lo demás se agrega.`,
    },
    failed: 'El archivo no se importó',
    checkFailed: 'El archivo no se revisó',
    interrupted:
      'No llegó ninguna respuesta. Es posible que la importación siga en curso: elija el mismo archivo otra vez y revíselo. Importarlo dos veces no cambia nada.',
  },
  report: {
    checked: 'El archivo se revisó; no se guardó nada',
    imported: 'El archivo se importó',
    toCreate: 'Se pueden crear',
    created: 'Creadas',
    toUpdate: 'Se pueden actualizar',
    updated: 'Actualizadas',
    updatedCaption: 'Cuentas que ya existen y lo que cambia en ellas',
    changesCaption: 'Cada cambio, como está y como lo tiene el archivo',
    username: 'Nombre de usuario',
    before: 'Antes',
    after: 'Después',
    unchanged: 'Ya existen, sin cambios',
    refused: 'Rechazadas',
    refusedCaption: 'Filas rechazadas',
    hintsCaption: 'Conviene revisar',
    line: 'Línea',
    field: 'Campo',
    reason: 'Motivo',
    more: (shown, all) => `Se muestran las primeras ${shown} de ${all}.`,
  },
};
