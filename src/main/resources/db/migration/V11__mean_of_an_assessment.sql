-- The weighted mean of the scores, kept with the review: each tally reads those of the whole challenge.
alter table assessment add column mean double precision;

update assessment set mean = (
  select sum(s.weight * s.score) / sum(s.weight) from assessment_score s where s.assessment = assessment.id
) where exists (select 1 from assessment_score s where s.assessment = assessment.id and s.weight > 0);
