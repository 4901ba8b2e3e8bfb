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
