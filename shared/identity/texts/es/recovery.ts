import type { Contact } from '../../../contract/problems.ts';
import { duration } from '../../../contract/time.ts';
import type { Texts } from '../texts.ts';

const contact = ({ name, email, phone }: Contact) => `${name}: ${email} o ${phone}`;

/** In Spanish. */
export const recovery: Texts['recovery'] = {
  title: 'Olvidé mi contraseña',
  next: 'Siguiente',
  waiting: 'Un momento…',
  cancel: 'Volver a Iniciar sesión',
  step: (number, of) => `Paso ${number} de ${of}`,
  ended: {
    title: 'Este restablecimiento de contraseña terminó',
    text: 'Su contraseña no se cambió.',
    onceADay: 'Una contraseña se puede restablecer una vez al día',
    again: 'Empezar de nuevo',
  },
  name: {
    title: '¿Quién es usted?',
    username: 'Nombre de usuario',
    hint: 'Empleados de HHS y DSHS: su número de empleado de 11 dígitos, con los ceros iniciales.',
    missing: 'Ingrese su nombre de usuario.',
    noQuestions: (support) => `Si nunca configuró preguntas de seguridad, comuníquese con ${contact(support)}.`,
  },
  question: {
    title: 'Responda su pregunta de seguridad',
    missing: 'Ingrese su respuesta.',
    forName: (username) => `Nombre de usuario: ${username}`,
    hint: 'No importan las mayúsculas y minúsculas, los espacios de más ni la puntuación.',
    otherName: 'Cambiar el nombre de usuario',
  },
  choice: {
    title: '¿Cómo quiere verificar su identidad?',
    legend: 'Elija una opción',
    code: 'Enviarme por correo electrónico un código de seguridad de un solo uso',
    codeTo: (mailTo) =>
      `Se envía a ${mailTo ?? 'la dirección de correo electrónico de la cuenta, si existe una con este nombre,'} y es válido durante 30 minutos.`,
    questions: 'Responder mis preguntas de seguridad',
    questionsAll: (count) => `Las ${count}, en una sola página.`,
  },
  code: {
    title: 'Ingrese su código de seguridad de un solo uso',
    sent: (mailTo) =>
      mailTo === undefined
        ? 'Si existe una cuenta con este nombre, su titular recibirá un correo electrónico con un código de 8 dígitos.'
        : `Se está enviando a ${mailTo} un correo electrónico con un código de 8 dígitos.`,
    sentBefore: 'Ya había pedido un código de 8 dígitos. Está en el correo electrónico más reciente.',
    junk: 'Puede tardar un minuto. Busque también en las carpetas de correo no deseado y spam.',
    label: 'Código de seguridad de un solo uso',
    missing: 'Ingrese los 8 dígitos del código.',
    left: (time) => `El código vence en ${time}.`,
    leftSpoken: (minutes) => `El código vence en ${duration(minutes, 'minute', 'es')}.`,
    expired: 'El código venció. Pida uno nuevo.',
    fresh: 'Enviar un código nuevo',
    otherWay: 'Verificar de otra manera',
    freshSent: 'Se está enviando un código nuevo. Los anteriores ya no son válidos.',
  },
  answers: {
    title: 'Responda sus preguntas de seguridad',
    text: 'Todas las respuestas deben ser correctas. Solo hay unos pocos intentos al día.',
  },
  password: {
    title: 'Elija una contraseña nueva',
    text: 'Cuando la envíe, terminarán todas las sesiones de su cuenta y recibirá un correo electrónico que lo confirma.',
    refused: 'Esta contraseña no se puede usar',
    submit: 'Enviar',
  },
  done: {
    title: 'Su contraseña se cambió',
    text: 'Todas las sesiones de su cuenta terminaron. Inicie sesión con su contraseña nueva.',
    signIn: 'Ir a Iniciar sesión',
  },
};
