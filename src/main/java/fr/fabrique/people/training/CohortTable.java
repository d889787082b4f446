package fr.fabrique.people.training;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cohorts and their trainees, numbered from 0. */
@Component
class CohortTable {

  private final JdbcClient jdbc;

  CohortTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String cohort, String title) {
    jdbc.sql("insert into cohort (id, title) values (?, ?)").params(cohort, title).update();
  }

  Optional<String> title(String cohort) {
    return jdbc.sql("select title from cohort where id = ?")
        .param(cohort)
        .query(String.class)
        .optional();
  }

  void rename(String cohort, String title) {
    jdbc.sql("update cohort set title = ? where id = ?").params(title, cohort).update();
  }

  void enrol(String cohort, List<String> people) {
    jdbc.sql("delete from trainee where cohort = ?").param(cohort).update();
    for (int number = 0; number < people.size(); number++) {
      jdbc.sql("insert into trainee (cohort, number, person) values (?, ?, ?)")
          .params(cohort, number, people.get(number))
          .update();
    }
  }

  List<String> trainees(String cohort) {
    return jdbc.sql("select person from trainee where cohort = ? order by number")
        .param(cohort)
        .query(String.class)
        .list();
  }
}
