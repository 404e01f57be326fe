import { useTexts } from '../texts/wording.tsx';

/** A step that leads somewhere has an address. */
export type RoadmapStep = string | { readonly name: string; readonly address: string };

export function stepName(step: RoadmapStep): string {
  return typeof step === 'string' ? step : step.name;
}

/** Where the user is, outermost first; every step before the last that has an address leads there. */
export function Roadmap({ steps }: { steps: readonly RoadmapStep[] }) {
  const { roadmap } = useTexts().frame;
  return (
    <nav className="roadmap" aria-label={roadmap}>
      <ol>
        {steps.map((step, depth) => {
          const name = stepName(step);
          const isHere = depth === steps.length - 1;
          return (
            <li key={name} title={name} aria-current={isHere ? 'page' : undefined}>
              {typeof step === 'string' || isHere ? name : <a href={step.address}>{name}</a>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
