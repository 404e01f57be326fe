export function sbom(): string;
export function published(bom: object, name: string): object;
