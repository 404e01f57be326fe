import type { Texts } from '../texts.ts';

/** In Spanish. */
export const support: Texts['support'] = {
  title: 'Cuentas',
  refused: {
    title: 'Su cuenta no tiene acceso a esto',
    text: 'La atención al cliente de ImmTrac2 y los administradores se ocupan de las cuentas; una persona de contacto ve a las personas de sus centros.',
  },
  find: {
    title: 'Buscar una cuenta',
    label: 'Nombre, nombre de usuario, correo o centro',
    hint: 'Basta una parte de cada uno, con o sin acentos. De un número de empleado, los primeros dígitos, con los ceros.',
    missing: 'Ingrese al menos dos letras o dígitos.',
    submit: 'Buscar',
    submitting: 'Buscando…',
    none: 'No se encontró a nadie',
    noneText:
      'Confirme cómo se escribe con la persona que llama. Los números de empleado tienen 11 dígitos, con los ceros iniciales.',
    failed: 'No se pudo buscar la cuenta',
    found: (count, more) =>
      more ? `Las primeras ${count}. Escriba más del nombre o siga buscando.` : `${count} personas`,
    people: 'Personas encontradas',
    open: 'Abrir',
    openOne: (name) => `Abrir ${name}`,
    state: 'Cuenta',
    more: 'Seguir buscando',
    ownSites: 'Usted ve a las personas de sus propios centros. Deje el campo vacío para verlas a todas.',
  },
  account: {
    result: 'Cuenta',
    status: 'Estado de la cuenta',
    statuses: { active: 'Activa', disabled: 'Desactivada' },
    opens: 'Se abre con',
    password: 'Su contraseña',
    resetOnly: 'Solo con un restablecimiento',
    nothing: 'Nada mientras esté desactivada',
    code: (until) => `Un código de un solo uso, válido hasta: ${until}`,
    signingIn: 'Inicio de sesión',
    open: 'No bloqueado',
    locked: 'Bloqueado',
    failures: 'Intentos fallidos seguidos',
    lastSignIns: 'Últimos inicios de sesión',
    noSignIns: 'No se conoce ninguno',
    signedIn: 'Sesión abierta ahora',
    signedInAt: (count) =>
      count === 0 ? 'No' : count === 1 ? 'En 1 estación de trabajo' : `En ${count} estaciones de trabajo`,
    questions: 'Preguntas de seguridad',
    questionsSet: 'Configuradas',
    questionsMissing: 'No configuradas',
  },
  states: {
    title: 'Qué impide entrar',
    disabled: {
      is: 'La cuenta está desactivada.',
      do: 'Un administrador la activa, si la persona sigue trabajando aquí.',
    },
    locked: {
      is: (since, failures, from, until) =>
        `Bloqueada desde ${since} tras ${
          failures === 1 ? '1 contraseña incorrecta' : `${failures} contraseñas incorrectas`
        }${from}; ${
          until === undefined
            ? 'solo se abre con un restablecimiento o si usted la desbloquea.'
            : `se abre por sí sola: ${until}.`
        }`,
      from: (names, elsewhere) =>
        [...names, ...(elsewhere ? ['un navegador no inscrito'] : [])]
          .map((name, at) => `${at === 0 ? ' desde' : ' y'} ${name}`)
          .join(''),
      do: 'Pregunte si fue la propia persona. Si lo fue, espera o usted la desbloquea; si no, no desbloquee nada y avise a un administrador.',
    },
    unopened: { is: 'Ninguna contraseña la abre.', do: 'Verifique a quien llama y luego restablezca la cuenta.' },
    code: {
      is: (until) => `Un código de un solo uso la abre hasta: ${until}.`,
      do: 'La persona ingresa el código en lugar de la contraseña y después elige una nueva.',
    },
    expired: {
      is: 'La contraseña ha caducado.',
      do: 'La persona inicia sesión con ella de todos modos; el portal le pide una nueva en ese momento.',
    },
    agreement: {
      is: 'El acuerdo de uso aceptable no está aceptado.',
      do: 'La persona inicia sesión, lo lee hasta el final y lo firma con su nombre.',
    },
    questions: {
      is: 'No hay preguntas de seguridad configuradas.',
      do: 'La persona inicia sesión y las elige en su perfil. Hasta entonces, solo un código por correo o usted puede restablecer la contraseña.',
    },
    fine: {
      is: 'Nada lo impide.',
      do: 'La persona revisa el nombre de usuario y Bloq Mayús y lo intenta de nuevo. Si falla, verifique a quien llama y restablezca la cuenta.',
    },
  },
  verify: {
    open: 'Verificar a quien llama…',
    title: '¿Es el titular quien llama?',
    text: 'Envíe un código a la dirección de la cuenta y pida a quien llama que se lo lea. Nunca pida una contraseña.',
    submit: 'Comprobar el código',
    submitting: 'Comprobando…',
    right: 'Quien llama es el titular',
    rightText: 'Leyó el código que se envió al titular. Ya está usado.',
    wrong: 'Ese no es el código',
    wrongText: 'Pregunte de nuevo o envíe un código nuevo. Tras cinco incorrectos solo sirve uno nuevo.',
    failed: 'No se pudo comprobar el código',
  },
  sessions: {
    title: 'Sesiones abiertas ahora',
    workstation: 'Estación de trabajo',
    unknown: 'Un navegador no inscrito',
    since: 'Desde',
    end: 'Cerrar',
    endOne: (where, since) => `Cerrar la sesión en ${where} desde ${since}`,
  },
  history: {
    open: 'Historial',
    title: 'Lo que se hizo con la cuenta, lo más reciente primero',
    asking: 'Buscando…',
    failed: 'No se pudo leer el historial',
    at: 'Hora',
    what: 'Qué',
    by: 'Quién',
    details: 'Detalles',
    owner: 'Su titular',
    server: 'El servidor',
    operators: {
      'command line': 'La línea de comandos',
      'set-up': 'La configuración inicial',
      settings: 'Los ajustes',
    },
    byAt: (who, workstation) => `${who}, en ${workstation}`,
    from: (before, after) => `De ${before} a ${after}`,
    nothing: 'ninguno',
    none: 'No se encontró nada.',
    complete: 'No hay nada anterior.',
    lookedBackTo: (time) => `Se buscó hasta: ${time}. Puede haber más.`,
    more: 'Mostrar anteriores',
    fields: { name: 'nombre', email: 'correo', roles: 'funciones', sites: 'centros' },
    events: {
      'account.created': 'Cuenta creada',
      'account.roles-changed': 'Funciones cambiadas',
      'account.sites-changed': 'Centros cambiados',
      'account.name-changed': 'Nombre cambiado',
      'account.language-changed': 'Idioma cambiado',
      'account.updated': 'Cambiada por una importación',
      'incident.filed': 'Contraseña notificada como conocida por otros',
      'account.email-changed': 'Dirección de correo cambiada',
      'account.disabled': 'Desactivada',
      'account.enabled': 'Activada',
      'account.reset': 'Restablecida: se creó un código de un solo uso',
      'account.reset-used': 'Se usó el código de un solo uso',
      'account.verified': 'Se verificó con un código a quien llamaba',
      'account.signed-out': 'Sesiones cerradas por el soporte',
      'sign-in.locked': 'Bloqueada tras contraseñas incorrectas',
      'sign-in.unlocked': 'Desbloqueada',
      'password.changed': 'Contraseña cambiada',
      'questions.changed': 'Preguntas de seguridad cambiadas',
      'recovery.completed': 'Contraseña restablecida por el titular',
      'agreement.accepted': 'Acuerdo aceptado',
    },
  },
  unlock: {
    reason: 'Motivo para desbloquear',
    submit: 'Desbloquear',
    submitting: 'Desbloqueando…',
    done: 'Desbloqueada',
    doneText: (username) => `${username} puede iniciar sesión de nuevo.`,
    failed: 'La cuenta no se desbloqueó',
    identify: 'Desbloquee solo si sabe que la persona que llama es el titular. Nunca pida una contraseña.',
  },
  endSession: {
    reason: 'Motivo para cerrar la sesión',
    submit: 'Cerrar la sesión elegida',
    submitting: 'Cerrando…',
    done: 'Sesión cerrada',
    doneText: (username) => `La sesión de ${username} se cerró allí. Las demás siguen abiertas.`,
    failed: 'La sesión no se cerró',
    identify:
      'Cierra de inmediato solo esta sesión, en todas las aplicaciones. Lo que la persona escribió en una aplicación se guarda durante un día.',
  },
  signOut: {
    reason: 'Motivo para cerrar las sesiones',
    submit: 'Cerrar la sesión en todas partes',
    submitting: 'Cerrando las sesiones…',
    done: 'Sesiones cerradas',
    doneText: (username) => `La sesión de ${username} se cerró en todas las estaciones de trabajo.`,
    failed: 'Las sesiones de la cuenta no se cerraron',
    identify:
      'Cierra de inmediato todas las sesiones de esta cuenta. Lo que la persona escribió en una aplicación se guarda durante un día.',
  },
};
