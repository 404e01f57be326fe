import type { Texts } from '../texts.ts';

/** In Spanish. */
export const notifications: Texts['notifications'] = {
  passwordExpires: {
    title: (day) => `Su contraseña vence el ${day}`,
    text: 'Elija una nueva antes de ese día.',
  },
  agreementChanges: {
    title: (agreement, day) => `Una nueva versión del ${agreement} entra en vigor el ${day}`,
    text: (version) =>
      `A partir de ese día, se le pedirá que lea y firme la versión ${version} antes de abrir una aplicación.`,
  },
  agreementAccepted: {
    title: (agreement) => `Usted aceptó el ${agreement}`,
    text: (version, day) => `Versión ${version}, el ${day}. Se le pedirá de nuevo cuando cambie el texto.`,
  },
  approvals: {
    title: (waiting) =>
      waiting === 1 ? 'Una solicitud espera su aprobación' : `${waiting} solicitudes esperan su aprobación`,
    text: 'Otro administrador pidió algo que necesita a dos personas. Apruébelo o rechácelo.',
    action: 'Ver las solicitudes',
  },
  training: {
    title: 'Esta es una instalación de capacitación',
    text: 'Todos los clientes, pedidos y organizaciones son ficticios. Practique con libertad: nada se informa al Estado.',
  },
  concurrentUse: {
    title: 'Su cuenta también tiene una sesión abierta en otra estación de trabajo',
    text: (since, where) =>
      `Desde: ${since}, ${where}. Los nombres de usuario son personales. Si no es usted, cambie su contraseña ahora.`,
    inBrowser: 'en otro navegador',
    atWorkstation: (name) => `en la estación de trabajo “${name}”`,
  },
};
