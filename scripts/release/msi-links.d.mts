export default function addLinks(projectFile: string): Promise<void>;
