import type { Translation } from '../../../contract/languages.ts';
import type { learningEn } from './en.ts';

/** What tour, questions and certificate say, in Spanish. */
export const learningEs: Translation<typeof learningEn> = {
  title: 'Recorrido y preguntas',
  tour: {
    title: 'Recorrido guiado',
    text: 'Seis pasos en las propias páginas del portal. Puede dejarlo y seguir más tarde.',
    begin: 'Empezar el recorrido',
    goOn: 'Seguir con el recorrido',
    again: 'Hacerlo otra vez',
    done: 'Ya hizo el recorrido.',
    step: (step, of) => `Recorrido, paso ${step} de ${of}`,
    next: 'Siguiente',
    previous: 'Atrás',
    leave: 'Dejar el recorrido',
    finish: 'Terminar e ir a las preguntas',
    there: 'Ir a la página de este paso',
    steps: {
      'signed-in': {
        title: 'Su sesión está abierta',
        text: 'Su nombre está arriba a la derecha. Tras 15 minutos sin que nadie escriba ni haga clic, su sesión se cierra; dos minutos antes se le pregunta. Elija Cerrar sesión siempre que deje la computadora.',
      },
      applications: {
        title: 'Abra una aplicación',
        text: 'Bajo Aplicaciones está todo lo que sus funciones abren: ImmTrac2, VAOS, Syntropi. Se abre con un clic, y allí su sesión ya está abierta.',
      },
      'coming-back': {
        title: 'Regrese',
        text: 'En cada aplicación, el botón Enterprise Portal lo trae de regreso. Lo que había escrito y no enviado lo espera.',
      },
      profile: {
        title: 'Su perfil',
        text: 'Mi perfil, arriba a la derecha, dice quién es usted aquí: sus funciones y sus centros. Avise a su persona de contacto si algo no está bien.',
      },
      questions: {
        title: 'Preguntas de seguridad',
        text: 'En Cambiar preguntas de seguridad, arriba a la derecha en esta página, se eligen tres preguntas. Con sus respuestas puede restablecer usted mismo una contraseña olvidada.',
      },
      password: {
        title: 'Su contraseña',
        text: 'Cámbiela aquí. Si la olvida, elija el enlace para contraseñas olvidadas en la página de inicio: un código llega por correo y sirve 30 minutos. Puede restablecerla una vez al día.',
      },
    },
  },
  check: {
    title: 'Preguntas',
    text: 'Seis preguntas. Responda todas; se le dice enseguida qué es correcto y por qué, y puede intentarlo otra vez.',
    submit: 'Revisar mis respuestas',
    again: 'Intentarlo otra vez',
    needed: 'Elija una respuesta.',
    right: 'Correcto.',
    wrong: 'No es correcto.',
    score: (right, of) => `${right} de ${of} son correctas`,
    passed: 'Respondió bien todas las preguntas.',
    passedOn: (day) => `Aprobado el ${day}`,
    notPassed: 'Aún no aprobado',
    certificate: 'Constancia',
    questions: {
      reset: {
        text: '¿Puede usted mismo restablecer su contraseña de Enterprise Portal?',
        choices: { yes: 'Sí', no: 'No' },
        feedback: 'Sí. Se empieza por el enlace para contraseñas olvidadas, abajo a la derecha en la página de inicio.',
      },
      share: {
        text: '¿Con quién puede compartir su nombre de usuario y su contraseña?',
        choices: {
          coworker: 'Con quien me sustituye',
          helpDesk: 'Con la mesa de ayuda',
          nobody: 'Con nadie',
        },
        feedback:
          'Con nadie. Cada persona usa sus propias credenciales, y ni un superior ni la mesa de ayuda necesitan nunca su contraseña.',
      },
      code: {
        text: '¿Cuánto tiempo sirve un código de seguridad de un solo uso?',
        choices: { tenMinutes: '10 minutos', thirtyMinutes: '30 minutos', oneDay: '24 horas' },
        feedback: 'Treinta minutos. Después, pida uno nuevo.',
      },
      username: {
        text: '¿Con qué nombre de usuario entra al portal un proveedor de salud?',
        choices: {
          email: 'Con su correo electrónico',
          registryUsername: 'Con su nombre de usuario de ImmTrac2',
          employee: 'Con un número de empleado',
        },
        feedback: 'Con el nombre de usuario de ImmTrac2. Solo los empleados de HHS y DSHS usan su número de empleado.',
      },
      often: {
        text: '¿Cada cuánto puede restablecer su contraseña?',
        choices: { onceADay: 'Una vez al día', onceAnHour: 'Una vez por hora', always: 'Cuantas veces quiera' },
        feedback: 'Una vez al día. Si no basta, ayuda ImmTrac2 Customer Support.',
      },
      locked: {
        text: 'Su cuenta quedó bloqueada. ¿A quién pide ayuda?',
        choices: {
          helpDesk: 'A la mesa de ayuda de HHS',
          registrySupport: 'A ImmTrac2 Customer Support',
          vaccineTeam: 'Al Vaccine Management Team',
        },
        feedback: 'A ImmTrac2 Customer Support, por correo o por teléfono; ambos están en la página de ayuda.',
      },
    },
  },
  people: {
    title: 'Personas de sus centros',
    name: 'Nombre',
    result: 'Preguntas',
    tries: 'Intentos',
    last: 'Último intento',
    none: 'Nadie de sus centros las ha respondido todavía.',
  },
  certificate: {
    title: 'Constancia',
    text: (name, day) => `${name} respondió bien las seis preguntas de Enterprise Portal el ${day}.`,
    training: 'Este es un sistema de capacitación. La constancia es solo para practicar.',
    print: 'Imprimir',
    missing: 'No hay constancia antes de responder bien todas las preguntas.',
  },
};
