import type { Texts } from '../texts.ts';

/** In Spanish. */
export const questions: Texts['questions'] = {
  title: 'Cambiar las preguntas de seguridad',
  explanation:
    'Elija tres preguntas que solo usted pueda responder. Se le pedirán las respuestas si olvida su contraseña. No importan las mayúsculas y minúsculas, los espacios de más ni la puntuación.',
  alreadySet: 'Usted ya configuró sus preguntas. Lo que envíe aquí reemplaza las tres.',
  question: (number) => `Pregunta de seguridad ${number}`,
  choose: 'Elija una pregunta',
  answer: (number) => `Respuesta ${number}`,
  answerHint: (minimum, maximum) =>
    `De ${minimum} a ${maximum} caracteres, sin palabras de la pregunta ni su nombre de usuario.`,
  password: 'Contraseña actual',
  passwordHint: 'Para verificar su identidad.',
  submit: 'Enviar',
  submitting: 'Enviando…',
  cancel: 'Cancelar',
  refused: 'Sus preguntas de seguridad aún no se han cambiado',
  refusedFields: 'Revise los campos marcados abajo. Todo lo que escribió sigue ahí.',
  failed: 'Sus preguntas de seguridad no se cambiaron',
  updated: 'Sus preguntas de seguridad se actualizaron',
  updatedText: 'Sus nuevas preguntas ya están en uso. Le enviamos un correo electrónico sobre este cambio.',
  close: 'Cerrar',
  absent: 'Aquí no se usan preguntas de seguridad',
  absentText: 'Aquí las contraseñas se restablecen solo por correo electrónico.',
  reminder: {
    title: 'Configure sus preguntas de seguridad',
    text: 'Aún no ha elegido preguntas de seguridad. Las necesitará si olvida su contraseña.',
    action: 'Configurar las preguntas de seguridad',
  },
  problems: {
    questionMissing: 'Elija una pregunta.',
    questionAlike: 'Ya eligió esta pregunta arriba. Elija otra.',
    answerMissing: 'Ingrese su respuesta.',
    answerShort: (minimum) =>
      `Ingrese al menos ${minimum} letras o dígitos. Los espacios y la puntuación no se cuentan.`,
    answerLong: (maximum) => `Acorte su respuesta a ${maximum} caracteres o menos.`,
    answerHasUsername: 'No incluya su nombre de usuario en la respuesta.',
    answerRepeatsQuestion: 'No incluya las palabras de la pregunta en su respuesta.',
    answerCommon: 'Muchas personas responderían esto. Dé una respuesta que solo usted conozca, o elija otra pregunta.',
    answerAlike: 'Ya dio esta respuesta arriba. Cada respuesta debe ser diferente.',
    passwordMissing: 'Ingrese su contraseña actual.',
    passwordWrong: 'Esta no es su contraseña actual. Escríbala de nuevo.',
  },
};
