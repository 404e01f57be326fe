import type { Texts } from '../texts.ts';

/** In Spanish. */
export const administration: Texts['administration'] = {
  actions: 'Cambiar esta cuenta',
  disable: {
    open: 'Desactivar',
    title: (username) => `Desactivar ${username}`,
    reason: 'Motivo para desactivar',
    submit: 'Desactivar la cuenta',
    submitting: 'Desactivando…',
    done: 'Desactivada',
    doneText: (username) => `La sesión de ${username} se cerró en todas partes y ya no puede iniciar sesión.`,
    failed: 'La cuenta no se desactivó',
    identify:
      'Para alguien que se va. Todas las sesiones terminan de inmediato y ninguna contraseña abre la cuenta hasta que se active.',
  },
  enable: {
    open: 'Activar',
    title: (username) => `Activar ${username}`,
    reason: 'Motivo para activar',
    submit: 'Activar la cuenta',
    submitting: 'Activando…',
    done: 'Activada',
    doneText: (username) => `${username} puede iniciar sesión de nuevo, con la contraseña anterior.`,
    failed: 'La cuenta no se activó',
    identify:
      'La contraseña anterior abre la cuenta de nuevo. Restablézcala también si es posible que otra persona la conozca.',
  },
  roles: {
    open: 'Funciones',
    title: (username) => `Funciones de ${username}`,
    legend: 'Funciones',
    missing: 'Elija una o más funciones.',
    reason: 'Motivo para las funciones',
    submit: 'Guardar las funciones',
    submitting: 'Guardando…',
    done: 'Funciones guardadas',
    doneText: (username) =>
      `${username} tendrá estas funciones desde el próximo inicio de sesión; su sesión se cerró en todas partes.`,
    failed: 'Las funciones no se guardaron',
    identify: 'Deciden qué aplicaciones se abren. Si hay una sesión abierta, se cierra para que valgan de inmediato.',
  },
  sites: {
    open: 'Centros',
    title: (username) => `Centros de ${username}`,
    label: 'Centros, uno por línea',
    hint: 'Cada uno como id:nombre, por ejemplo 0042:Clínica Norte. Los ceros iniciales cuentan. Déjelo vacío si no hay ninguno.',
    problem: () => 'Revise la lista: cada centro como id:nombre, uno por línea, sin repetir.',
    reason: 'Motivo para los centros',
    submit: 'Guardar los centros',
    submitting: 'Guardando…',
    done: 'Centros guardados',
    doneText: (username) =>
      `${username} tendrá estos centros desde el próximo inicio de sesión; su sesión se cerró en todas partes.`,
    failed: 'Los centros no se guardaron',
    identify:
      'Las aplicaciones muestran lo que les corresponde. Si hay una sesión abierta, se cierra para que valgan de inmediato.',
  },
  email: {
    open: 'Correo electrónico',
    title: (username) => `Dirección de correo electrónico de ${username}`,
    label: 'Dirección de correo electrónico',
    problem: () => 'Ingrese una dirección de correo electrónico válida.',
    reason: 'Motivo para la dirección',
    submit: 'Guardar la dirección',
    submitting: 'Guardando…',
    done: 'Dirección guardada',
    doneText: (username) =>
      `Los códigos de ${username} se envían a la dirección nueva. Se envió un aviso a la anterior y a la nueva.`,
    failed: 'La dirección no se guardó',
    identify:
      'Ahí se envían los códigos para restablecer la contraseña. Cámbiela solo si sabe que la dirección es del titular.',
  },
  name: {
    open: 'Nombre',
    title: (username) => `Nombre de ${username}`,
    label: 'Nombre',
    problem: () => 'Revise el nombre.',
    reason: 'Motivo para el nombre',
    submit: 'Guardar el nombre',
    submitting: 'Guardando…',
    done: 'Nombre guardado',
    doneText: (username) =>
      `${username} tiene el nombre nuevo. Las aplicaciones lo muestran desde el próximo inicio de sesión.`,
    failed: 'El nombre no se guardó',
    identify: 'El titular firma el acuerdo con este nombre.',
  },
  language: {
    open: 'Idioma',
    title: (username) => `Idioma de ${username}`,
    label: 'Idioma',
    reason: 'Motivo para el idioma',
    submit: 'Guardar el idioma',
    submitting: 'Guardando…',
    done: 'Idioma guardado',
    doneText: (username) =>
      `Las páginas y los correos le hablan así a ${username} desde ahora. El titular puede elegir otro.`,
    failed: 'El idioma no se guardó',
    identify: 'De las páginas y los correos.',
  },
  create: {
    open: 'Cuenta nueva…',
    title: 'Crear una cuenta',
    explanation:
      'El titular recibe un enlace por correo y elige la contraseña. Nadie más conoce nunca una. El enlace sirve una sola vez, durante 7 días.',
    username: 'Nombre de usuario',
    problem: (field) => `Revise este campo: ${field}.`,
    reason: 'Motivo para la cuenta',
    submit: 'Crear la cuenta',
    submitting: 'Creando…',
    done: 'Cuenta creada',
    doneText: (to, until) => `Se envió un enlace a ${to}. Sirve hasta: ${until}.`,
    atKiosk: {
      explanation:
        'El titular recibe por correo un código de un solo uso, inicia sesión con él en este quiosco y elige la contraseña. Nadie más conoce nunca una. El código sirve una sola vez, durante 7 días.',
      doneText: (to, until) => `Se envió un código de un solo uso a ${to}. Sirve hasta: ${until}.`,
    },
    failed: 'La cuenta no se creó',
    identify: 'Revise la dirección: quien lee su correo abre la cuenta.',
  },
  reset: {
    open: 'Restablecer',
    title: (username) => `Restablecer ${username}`,
    how: 'Cómo recibe el titular el código de un solo uso',
    mailed: 'Por correo electrónico, a la dirección de la cuenta',
    shown: 'De mí, después de que el titular me lea un código de verificación de su correo electrónico',
    reason: 'Motivo del restablecimiento',
    submit: 'Restablecer la cuenta',
    submitting: 'Restableciendo…',
    done: 'Restablecida',
    doneText: (to, until) => `Se envió un código de un solo uso a ${to}. Es válido hasta: ${until}.`,
    failed: 'La cuenta no se restableció',
    identify:
      'El código reemplaza la contraseña una sola vez, en la página de inicio de sesión, y después hay que elegir una contraseña nueva. Una cuenta bloqueada se desbloquea.',
    verification: {
      send: 'Enviar el código de verificación',
      sending: 'Enviando…',
      sent: (to, until) => `Se envió a ${to}. Pida al titular que se lo lea antes de: ${until}.`,
      label: 'Código de verificación que le lee el titular',
      missing: 'Envíe el código e ingrese lo que le lea el titular.',
      failed: 'El código de verificación no se envió',
    },
    code: {
      title: 'El código de un solo uso',
      text: (username, until) =>
        `Léalo ahora al titular; no se muestra de nuevo. Se ingresa en lugar de la contraseña de ${username}, una sola vez, hasta: ${until}.`,
      close: 'Listo',
    },
  },
  refused: {
    'closed site': 'Uno de estos centros está cerrado. Ábralo primero o no lo incluya.',
    'no server':
      'Ningún servidor funciona con estos datos. Inícielo primero: el enlace enviado por correo lleva su dirección.',
    taken: 'Ya hay una cuenta con este nombre de usuario.',
    'not found': 'No hay ninguna cuenta con este nombre de usuario.',
    disabled: 'La cuenta está desactivada. Actívela primero.',
    'no mail':
      'Este servidor no puede enviar correo: su configuración no indica ningún servidor de correo (mail.smtp).',
    'last administrator':
      'Este es el último administrador que puede iniciar sesión. Dé primero esa función a otra cuenta y confirme que su titular puede iniciar sesión.',
    'not verified':
      'El código de verificación es incorrecto, ya se usó o es demasiado antiguo, o lo pidió otra persona. Pregunte de nuevo al titular o envíe un código nuevo.',
    'too many verifications': (when) =>
      `Se enviaron demasiados códigos de verificación. El próximo será posible a esta hora: ${when}.`,
    'name and email missing':
      'No hay ninguna cuenta con este nombre de usuario; indique --name y --email para crearla.',
    'not needed': (usernames) =>
      `Ya hay un administrador que puede iniciar sesión: ${usernames.join(', ')}. Restablezca esa cuenta si su titular no puede (accounts reset), o dé la función a otra cuenta (accounts set-roles).`,
  },
};
