import type { AgreementWording } from '../../api/identity.ts';
import { support } from '../../support.ts';

const { name: helpDesk, phone: helpDeskPhone } = support.helpDesk;

/** The Acceptable Use Agreement in Spanish, by version. Each says what its version says in English, no more and no less. */
export const agreementsInSpanish = {
  '2026-01': {
    title: 'Acuerdo de uso aceptable',
    sections: [
      {
        heading: 'De qué trata este acuerdo',
        paragraphs: [
          'El Enterprise Portal abre aplicaciones que contienen información confidencial sobre la población de Texas: sus inmunizaciones, las vacunas que se piden para ella y las clínicas que la atienden. Este acuerdo indica cómo debe usted proteger esa información y el acceso que se le otorgó.',
          'Se aplica a todas las personas que inician sesión, ya sean empleadas del Estado, de una clínica o de un contratista, y mientras exista la cuenta. Se le volverá a preguntar cada vez que cambie su texto.',
        ],
      },
      {
        heading: 'Sus propias credenciales, y las de nadie más',
        paragraphs: [
          'Inicie sesión únicamente con el nombre de usuario y la contraseña que se le asignaron. Los nombres de usuario son personales: no comparta el suyo, no use el de un colega y no permita que nadie trabaje bajo su nombre, ni siquiera por un momento o en una emergencia.',
          'Impida que otras personas usen los recursos de información que usted está autorizado a usar. Bloquee la estación de trabajo o cierre la sesión siempre que se aleje de ella, y cierre la sesión al final de su turno.',
          'Si cambian sus funciones o deja su clínica, deje de usar el acceso que ya no necesita y avise a la persona de contacto (Point of Contact) de su centro para que se elimine.',
        ],
      },
      {
        heading: 'Nunca revele su contraseña',
        paragraphs: [
          'Nunca diga su contraseña a nadie, por ningún motivo: ni a un colega o asistente administrativo, ni a un supervisor o a la gerencia, ni a una mesa de ayuda. Las personas que le dan asistencia no la necesitan y nunca se la pedirán.',
          'No la escriba donde otros puedan encontrarla, no la envíe por correo electrónico ni por mensaje y no la use para ninguna otra cosa. Las respuestas a sus preguntas de seguridad y los códigos que se le envían por correo deben mantenerse igual de secretos.',
          'Si alguien le pide su contraseña, no la dé, e infórmelo como incidente.',
        ],
      },
      {
        heading: 'Informe los incidentes de inmediato',
        paragraphs: [
          `Informe de inmediato todo incidente de seguridad del que tenga conocimiento a ${helpDesk}, ${helpDeskPhone}. No espere a estar seguro y no lo deje en manos de otros.`,
          'Son incidentes, por ejemplo: alguien usó o intentó usar una cuenta que no es suya; información confidencial fue vista por alguien que no debe tenerla, se le envió o quedó en su poder; se perdió o fue robada una estación de trabajo, un documento impreso o un dispositivo de almacenamiento; un mensaje o una página intentó hacerle ingresar su contraseña.',
        ],
      },
      {
        heading: 'Cuando alguien pueda conocer su contraseña',
        paragraphs: [
          `Si sospecha que su cuenta o su contraseña están comprometidas, haga dos cosas, en este orden. Primero, cambie su contraseña de inmediato: en Mi perfil (My Profile), elija «Creo que alguien conoce mi contraseña» (I think my password is known to someone). Segundo, infórmelo a ${helpDesk}, ${helpDeskPhone}.`,
          'Hágalo también si solo piensa que podría haber ocurrido. No se culpa a nadie por un informe que resulte ser innecesario.',
        ],
      },
      {
        heading: 'Información confidencial',
        paragraphs: [
          'Los registros de inmunización son confidenciales. Consulte solo lo que su trabajo requiere y transmítalo únicamente a quienes tienen derecho a recibirlo. La curiosidad por un vecino, un familiar o una persona conocida no es motivo para consultar.',
          'Mantenga las pantallas y los documentos impresos fuera de la vista de otras personas. No copie registros a dispositivos privados, correo electrónico privado ni servicios en línea, y destruya los documentos impresos que ya no se necesiten según lo disponga su clínica.',
        ],
      },
      {
        heading: 'Uso para el trabajo, y qué se registra',
        paragraphs: [
          'El portal y sus aplicaciones están ahí para su trabajo. No intente eludir sus protecciones, acceder a lo que no se le autorizó ni instalar nada en una estación de trabajo que pertenezca al portal.',
          'Lo que usted hace en el portal y sus aplicaciones se registra con su nombre, la hora y la estación de trabajo, y puede revisarse. No hay privacidad para el uso personal.',
          'Incumplir este acuerdo puede poner fin a su acceso y puede tener consecuencias según las normas de su empleador y según la ley.',
        ],
      },
      {
        heading: 'Su firma',
        paragraphs: [
          'Al marcar la casilla y escribir su nombre, usted confirma que leyó este acuerdo, que lo comprende y que lo cumplirá. El portal conserva su versión, la hora y la estación de trabajo junto con su firma.',
        ],
      },
    ],
  },
} satisfies Record<string, AgreementWording>;
