import type { Translation } from '../../../contract/languages.ts';
import type { Contact } from '../../../contract/problems.ts';
import type { mails as source } from '../en/mails.ts';

const whom = ({ name, email, phone }: Contact) => `${name}: ${email} o ${phone}`;

/** In Spanish. */
export const mails: Translation<typeof source> = {
  recoveryCode: {
    subject: 'Su código de seguridad de un solo uso para el Enterprise Portal',
    text: (name, code, until, support) => `${name}:

Su código de seguridad de un solo uso es

${code}

Ingréselo en la página en la que lo pidió. Sirve una sola vez, solo allí, y hasta esta fecha y hora: ${until}. Un código que haya pedido antes ya no es válido.

Si usted no lo pidió, otra persona dio su nombre de usuario y su respuesta a una pregunta de seguridad. Su contraseña sigue siendo válida. Avise a ${whom(support)}.

Nadie le pedirá nunca este código.`,
  },
  passwordChanged: {
    subject: 'Se cambió su contraseña del Enterprise Portal',
    text: (name, when, support) => `${name}:

La contraseña de su cuenta del Enterprise Portal se cambió el ${when}. Su sesión se cerró en todos los demás lugares.

Si fue usted, no tiene que hacer nada. Si no fue usted, comuníquese de inmediato con ${support.name}: ${support.email} o ${support.phone}.

Nadie le pedirá nunca su contraseña.`,
  },
  questionsChanged: {
    subject: 'Se cambiaron sus preguntas de seguridad del Enterprise Portal',
    text: (name, when, support) => `${name}:

Las preguntas de seguridad de su cuenta del Enterprise Portal se cambiaron el ${when}.

Si fue usted, no tiene que hacer nada. Si no fue usted, cambie su contraseña y comuníquese de inmediato con ${support.name}: ${support.email} o ${support.phone}.

Nadie le pedirá nunca sus respuestas, excepto el propio portal cuando haya olvidado su contraseña.`,
  },
  emailChanged: {
    subject: 'Se cambió la dirección de correo electrónico de su cuenta del Enterprise Portal',
    text: (name, support) => `${name}:

Un administrador cambió la dirección de correo electrónico de su cuenta del Enterprise Portal. A partir de ahora, los códigos y avisos se envían a la dirección nueva.

Si usted no sabía de esto, comuníquese con ${whom(support)}.`,
  },
  reset: {
    subject: 'Su código de un solo uso para iniciar sesión en el Enterprise Portal',
    text: (name, username, code, until, support) => `${name}:

Su cuenta del Enterprise Portal se restableció. Inicie sesión con

nombre de usuario: ${username}
contraseña: ${code}

El código reemplaza a su contraseña una sola vez, hasta esta fecha y hora: ${until}. Entonces elegirá una contraseña nueva, antes que nada. Un código que se le haya dado antes ya no es válido.

Si usted no pidió esto, comuníquese con ${whom(support)}.

Nadie le pedirá nunca este código.`,
  },
  firstUse: {
    subject: 'Su cuenta del Enterprise Portal',
    text: (name, username, address, until, support) => `${name}:

Se creó una cuenta del Enterprise Portal para usted. Su nombre de usuario es ${username}. Abra esta dirección para elegir su contraseña:

${address}

Abre la cuenta una sola vez, hasta esta fecha y hora: ${until}. Nadie más tiene una contraseña suya y nadie se la pedirá nunca.

Si usted no sabe de esto, comuníquese con ${whom(support)}.`,
    atKiosk: (name, username, code, until, support) => `${name}:

Se creó una cuenta del Enterprise Portal para usted. Inicie sesión en la estación de trabajo de su clínica con

nombre de usuario: ${username}
contraseña: ${code}

El código reemplaza la contraseña una sola vez, hasta esta fecha y hora: ${until}. Entonces elegirá su propia contraseña, antes de todo lo demás. Nadie le pedirá nunca este código.

Si usted no sabe de esto, comuníquese con ${whom(support)}.`,
  },
  notice: {
    subject: (application, title) => `Aviso de ${application}: ${title}`,
    text: (name, application, title, text) => `${name}:

${application} tiene un aviso para usted:

${title}

${text}

También está en la página de inicio del Enterprise Portal. Abra el portal como siempre lo hace: este correo no tiene ningún enlace.`,
  },
  verification: {
    subject: 'Su código de verificación para recibir ayuda con el Enterprise Portal',
    text: (name, code, until, support) => `${name}:

A una persona que brinda ayuda con el Enterprise Portal se le pidió restablecer su cuenta. Si fue usted quien lo pidió, léale este código:

${code}

El código demuestra que es usted, una sola vez y hasta esta fecha y hora: ${until}, y no abre nada por sí solo.

Si en este momento no está hablando con nadie sobre su cuenta, no comparta el código y comuníquese con ${whom(support)}.`,
  },
  test: {
    subject: 'Prueba del correo del Enterprise Portal',
    text: (
      server,
    ) => `Una persona que administra el Enterprise Portal en ${server} envió este mensaje para comprobar si el correo llega. Ha llegado.

No tiene que hacer nada.`,
  },
};
