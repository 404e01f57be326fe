import type { Texts } from '../texts.ts';

/** In Spanish. */
export const support: Texts['support'] = {
  title: 'Cuentas',
  refused: {
    title: 'Su cuenta no tiene acceso a esto',
    text: 'La atención al cliente de ImmTrac2 y los administradores se ocupan de las cuentas.',
  },
  find: {
    title: 'Buscar una cuenta',
    username: 'Nombre de usuario',
    missing: 'Ingrese un nombre de usuario.',
    submit: 'Buscar',
    submitting: 'Buscando…',
    employeeHint: 'Los números de empleado tienen 11 dígitos. Ingréselos todos, con los ceros iniciales.',
    none: 'Ninguna cuenta tiene este nombre de usuario',
    noneText:
      'Confirme cómo se escribe con la persona que llama. Los números de empleado tienen 11 dígitos, con los ceros iniciales.',
    failed: 'No se pudo buscar la cuenta',
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
  lock: {
    title: 'El inicio de sesión está bloqueado',
    since: (when) => `Bloqueado desde: ${when}.`,
    until: (when) => `Se desbloquea por sí solo: ${when}.`,
    untilCleared: 'Sigue bloqueado hasta que se restablezca la contraseña o usted lo desbloquee.',
    why: (failures) =>
      failures === 1
        ? 'Motivo: 1 intento fallido.'
        : `Motivo: ${failures} intentos fallidos seguidos con este nombre de usuario.`,
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
