import type { Texts } from '../texts.ts';

/** In Spanish. */
export const signIn: Texts['signIn'] = {
  title: 'Iniciar sesión',
  username: 'Nombre de usuario',
  usernameHint: 'Empleados de HHS y DSHS: su número de empleado de 11 dígitos, con los ceros iniciales.',
  tooFewDigits: 'El número de empleado tiene 11 dígitos. Escriba también los ceros iniciales.',
  usernameMissing: 'Ingrese su nombre de usuario.',
  password: 'Contraseña',
  passwordMissing: 'Ingrese su contraseña.',
  submit: 'Iniciar sesión',
  submitting: 'Iniciando sesión…',
  refused: 'El nombre de usuario o la contraseña no son correctos',
  failed: 'No ha iniciado sesión',
  noCookies: 'Este navegador no guarda cookies',
  firstUse: {
    title: 'Le damos la bienvenida',
    text: 'Presione Iniciar sesión. En ese momento elige su propia contraseña; con ello el enlace queda usado.',
  },
  firstAdministrator: {
    title: 'El primer administrador',
    text: (username) =>
      `Inicie sesión como ${username}. En lugar de una contraseña, este código es válido una sola vez; entonces elegirá una contraseña. El quiosco lo muestra solo en esta pantalla, hasta que alguien haya iniciado sesión.`,
  },
  oneSignIn:
    'Con un solo inicio de sesión puede abrir el Registro de Inmunizaciones de Texas (ImmTrac2), VAOS y Syntropi. No necesita un código de organización.',
  forgot: 'Olvidé mi contraseña',
  enrol: 'Registrar esta estación de trabajo',
  help: ({ name, email, phone }) =>
    `¿Tiene problemas para iniciar sesión? Comuníquese con ${name}: ${email}, o al ${phone}.`,
  training: {
    title: 'Cuentas de capacitación',
    explanation: 'Todas las cuentas de capacitación tienen la contraseña',
    use: (username) => `Completar con ${username}`,
    who: {
      'maria.garcia': 'Coordinadora principal de vacunas, persona de contacto de dos centros',
      'john.smith': 'Personal de la clínica',
      '00001234567': 'Empleada de DSHS; inicia sesión con su número de empleado',
      'robin.signer': 'Firmante autorizada, inscribe dos centros nuevos',
      'sam.reviewer': 'Revisor del Estado de inscripciones y pedidos',
      'support.lee': 'Atención al cliente de ImmTrac2',
      'it.admin': 'Administrador',
    },
  },
  again: {
    title: 'Confirme que es usted',
    samePerson: (name) => `Inició sesión como ${name}. La aplicación que está abriendo le pide su contraseña de nuevo.`,
    otherPerson: (name) =>
      `Inició sesión como ${name}, pero la aplicación se abrió para otra persona. Para continuar, esa persona debe iniciar sesión aquí.`,
    submit: 'Continuar',
    failed: 'No se pudo confirmar',
    someoneElse: 'Iniciar sesión como otra persona',
    someoneElseHint: 'Primero se cierra su sesión en el Enterprise Portal y en todas las aplicaciones.',
  },
};
