// The versions of `form` that are being tried against each other, as a column of a query about forms: JSON, the form as it is first.

export const variantsSql = `
  (SELECT json_group_array(json_object('version', version, 'share', share))
   FROM (
     SELECT tried.version, tried.share
     FROM experiment
     JOIN experiment_variant AS tried ON tried.form_id = experiment.form_id AND tried.number = experiment.number
     WHERE experiment.form_id = form.id
       AND experiment.ended_at IS NULL
       AND experiment.started_at IS NOT NULL
     ORDER BY tried.letter
   ))`

/** In which experiment, and as which of its variants, a version of a form was met: JSON, or NULL for one that was never tried. */
export const triedAs = (formId: string, version: string) => `
  (SELECT json_object('number', experiment.number, 'name', experiment.name, 'letter', tried.letter)
   FROM experiment_variant AS tried
   JOIN experiment ON experiment.form_id = tried.form_id AND experiment.number = tried.number
   WHERE tried.form_id = ${formId}
     AND tried.version = ${version}
   LIMIT 1)`
