import type { Texts } from '../texts.ts';

/** In Spanish. */
export const workstations: Texts['workstations'] = {
  title: 'Estaciones de trabajo',
  name: 'Nombre de la estación de trabajo',
  nameHint: 'Por ejemplo, “Recepción, Clínica Norte”. Distingue las estaciones de trabajo de esta lista.',
  nameMissing: 'Ingrese un nombre.',
  makeCode: 'Crear un código',
  failed: 'No se pudo hacer',
  code: (code) => `Código de registro: ${code}`,
  codeText: (name) =>
    `Escríbalo en “${name}”, en la página “Registrar esta estación de trabajo” (dirección /enroll), una sola vez y dentro de 24 horas. No se muestra de nuevo.`,
  table: 'Estaciones de trabajo registradas',
  none: 'Aún no hay estaciones de trabajo registradas.',
  enrolledAt: 'Fecha de registro',
  lastUsed: 'Último inicio de sesión',
  never: 'Ninguno aún',
  signedIn: 'Sesiones abiertas ahora',
  state: 'Estado',
  revoked: 'Revocada',
  enrolled: 'Registrada',
  revoke: 'Revocar',
  revokeNamed: (name) => `Revocar ${name}`,
  revocation: {
    title: (name) => `Revocar ${name}`,
    identify:
      'La sesión de quien esté ahí se cierra de inmediato, y nadie puede iniciar sesión ahí hasta que se registre de nuevo.',
    reason: 'Motivo para revocar',
    submit: 'Revocar',
    submitting: 'Revocando…',
    failed: 'La estación de trabajo no se revocó',
  },
  enrolTitle: 'Registrar esta estación de trabajo',
  enrolText: 'Un administrador crea el código. Está en el portal, en Cuentas, Estaciones de trabajo.',
  enrolCode: 'Código de registro',
  enrolMissing: 'Ingrese el código.',
  enrolSubmit: 'Registrar',
  enrolDone: (name) => `Esta estación de trabajo está registrada como “${name}”`,
  notKept:
    'El almacén de claves de esta estación de trabajo no guardó el registro. Cuando el quiosco se reinicie, habrá que registrarla de nuevo; comuníquese con su departamento de informática.',
  toSignIn: 'Ir a Iniciar sesión',
};
