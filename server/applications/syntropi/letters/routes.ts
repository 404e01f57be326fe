import { Type } from 'typebox';
import { enrollmentsApi, letterPath } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import type { FormDeps } from '../enrollment/enrollments.ts';
import { doerOf, toProblem } from '../requests.ts';
import { addLetter, letterFile, removeLetter } from './letters.ts';

/** The letter that goes with an enrollment [Y1]. */
export function letterRoutes(app: HttpServer, deps: FormDeps): void {
  serve(
    app,
    enrollmentsApi.addLetter,
    async (request) => {
      const wrong = await toProblem(addLetter(deps, request.params.enrollment, request.body, doerOf(request)));
      if (wrong) throw new Problem('request-invalid', { fields: [wrong] });
    },
    { bodyLimit: 2 * limits.enrollment.letterBytes },
  );
  serve(app, enrollmentsApi.removeLetter, (request) =>
    toProblem(removeLetter(deps, request.params.enrollment, doerOf(request))),
  );
  fileRoute(app, deps);
}

/** A file that strangers made: it is saved and never shown by the browser, runs nothing, and is what its type says. */
function fileRoute(app: HttpServer, deps: FormDeps): void {
  const params = Type.Object({ enrollment: Type.String({ maxLength: 40 }) });
  const path = decodeURIComponent(letterPath(':enrollment'));
  app.get(path, { config: { access: 'of-enrollment' }, schema: { params } }, async (request, reply) => {
    const { enrollment } = request.params;
    const letter = await letterFile(deps, enrollment);
    if (letter === undefined) throw new Problem('not-found');
    return reply
      .header('content-disposition', `attachment; filename="${letter.fileName}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .type(letter.type)
      .send(letter.content);
  });
}
