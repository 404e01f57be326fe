import type { Translation } from '../../../contract/languages.ts';
import type { setup as source } from '../en/setup.ts';

/** In Spanish. */
export const setup: Translation<typeof source> = {
  title: 'Configurar este servidor',
  steps: 'Pasos de la configuración',
  stepNames: ['Código', 'Capacitación o trabajo real', 'Clínica', 'Hoja de recuperación'],
  failed: 'No se pudo hacer',
  working: 'Un momento …',
  next: 'Continuar',
  back: 'Atrás',
  code: {
    label: 'Código de configuración',
    hint: 'El servidor lo muestra donde se inició: en su pantalla o en su registro (journalctl -u enterprise-portal). No está en ningún otro lugar.',
    missing: 'Ingrese el código que muestra el servidor.',
  },
  kind: {
    legend: '¿Para qué es este servidor?',
    clinic: 'Trabajo real: registros de personas y cuentas propias',
    training: 'Capacitación: personas inventadas y cuentas que cualquiera puede usar',
    stays:
      'Esto no se puede cambiar después. Los datos de capacitación nunca se convierten en datos de una clínica, ni al revés.',
    missing: 'Elija una opción.',
    fixed: 'La configuración del servidor ya lo ha decidido.',
  },
  kiosk: {
    title: 'Configurar este quiosco',
    codeHint: 'El quiosco ya lo ha ingresado. Lo muestra en esta pantalla y en ningún otro lugar.',
    codeElsewhere: 'El quiosco lo muestra en su propia pantalla y en ningún otro lugar.',
    legend: '¿Para qué es este quiosco?',
    fixed: 'La política de esta estación de trabajo ya lo ha decidido.',
    done: 'El quiosco está configurado',
    bars: {
      title: 'Todavía no es posible el trabajo real en esta estación de trabajo',
      'key store':
        'El sistema no tiene un almacén de claves que el quiosco pueda usar, así que nada puede guardar la clave de los registros de personas. Pida a su personal de informática que prepare uno para esta cuenta del sistema (Administrador de credenciales, llavero, GNOME Keyring o KWallet), o que permita un archivo de clave en la política (KeyFileAllowed). Después inicie el quiosco de nuevo; hasta entonces nada queda decidido.',
      start:
        'El quiosco se inició con una opción que quita lo que protege los registros de personas. Pida a su personal de informática que lo inicie sin ella; el registro del quiosco la nombra (start.weakened).',
    },
    noMail:
      'Su personal de informática indica uno en la política (MailHost), ahora o más tarde. Sin correo, nadie recibe un código si olvida su contraseña; las preguntas de seguridad sí funcionan. Las cuentas nuevas solo se crean al importar un archivo. No se puede verificar a quien llama. A nadie se le avisa de los cambios de su cuenta.',
    key: (entry) => `En el almacén de claves de esta cuenta del sistema, como «${entry}»`,
    sheetText:
      'Guárdela donde la encuentre cuando esta estación de trabajo ya no esté. Dice dónde están las cosas; no contiene ninguna clave ni contraseña. Sin la clave maestra nadie puede leer los datos, y nadie puede crear otra.',
    backupText:
      'Este quiosco no hace ninguna por sí mismo. Guarde la carpeta de los datos mientras el quiosco está cerrado, y la clave aparte. Anote dónde están:',
  },
  noMail: {
    title: 'No se ha indicado ningún servidor de correo',
    text: 'Indique uno en la configuración del servidor (mail.smtp), ahora o más tarde. Sin correo, nadie recibe un código si olvida su contraseña; las preguntas de seguridad sí funcionan. Las cuentas nuevas solo se crean al importar un archivo. No se puede verificar a quien llama. A nadie se le avisa de los cambios de su cuenta.',
  },
  timeZone: 'Zona horaria de la clínica',
  clinic: {
    name: 'Nombre de la clínica',
    siteId: 'PIN u otro identificador del primer centro',
    siteName: 'Nombre del primer centro',
    administrator: 'El primer administrador',
    username: 'Nombre de usuario',
    fullName: 'Nombre y apellido',
    email: 'Correo electrónico',
    missing: 'Este dato es necesario.',
    unfit: 'Este dato no se puede usar; revise si hay un error.',
    bothOfSite: 'Indique el identificador y el nombre del centro, o ninguno de los dos.',
    tryMail: 'Enviar un correo de prueba a esta dirección',
    mailSent: (to) =>
      `El servidor de correo aceptó un mensaje para ${to}. Compruebe si llegó, también en el correo no deseado.`,
    mailFailed: 'El correo no se pudo enviar',
    finish: 'Configurar',
  },
  done: {
    title: 'El servidor está configurado',
    training: 'Ahora se inicia con sus datos de capacitación. La página de inicio de sesión indica las cuentas.',
    signIn: (username) => `Inicie sesión como ${username}. En lugar de una contraseña, use este código una sola vez:`,
    until: (time) => `Es válido hasta esta fecha y hora: ${time}. Entonces elegirá una contraseña.`,
    toSignIn: 'Ir al inicio de sesión',
    print: 'Imprimir esta hoja',
    sheet: 'Hoja de recuperación',
    sheetText:
      'Guárdela donde la encuentre cuando el servidor ya no esté. Dice dónde están las cosas; no contiene ninguna clave ni contraseña. Sin la clave maestra nadie puede leer los datos, y nadie puede crear otra.',
    clinic: 'Clínica',
    workstation: 'Estación de trabajo',
    account: 'Cuenta del sistema',
    address: 'Dirección',
    data: 'Carpeta de los datos',
    key: 'Clave maestra',
    byCommand: 'La entrega un comando de la configuración (masterKey.command)',
    database: 'Base de datos',
    backup: 'Copias de seguridad',
    backupText: 'Anote dónde están y quién conoce su contraseña:',
    copyKey: 'Anote dónde hay una copia de la clave maestra, separada de las copias de seguridad:',
  },
};
