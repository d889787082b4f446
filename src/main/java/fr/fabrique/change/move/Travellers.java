package fr.fabrique.change.move;

import fr.fabrique.engine.AsSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is on the route, and where. */
@Component
class Travellers {

  private final RuntimeService runtime;
  private final AsSystem asSystem;
  private final JdbcClient jdbc;

  Travellers(RuntimeService runtime, AsSystem asSystem, JdbcClient jdbc) {
    this.runtime = runtime;
    this.asSystem = asSystem;
    this.jdbc = jdbc;
  }

  List<Journey> all() {
    return asSystem.ask(
        () ->
            runtime.createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(Journey::of)
                .toList());
  }

  /** Everybody with where they stand, as the history has it: the whole route in one question. */
  Map<Journey, List<Place>> standing() {
    Map<String, List<Place>> places = new HashMap<>();
    jdbc.sql(
            "select distinct root_proc_inst_id_, proc_def_key_, act_id_, act_name_"
                + " from act_hi_actinst where end_time_ is null"
                + " and act_type_ not in ('callActivity', 'subProcess', 'transaction',"
                + " 'multiInstanceBody') order by act_id_")
        .query(
            row -> {
              places
                  .computeIfAbsent(row.getString(1), root -> new ArrayList<>())
                  .add(place(row.getString(2), row.getString(3), row.getString(4)));
            });
    Map<Journey, List<Place>> standing = new LinkedHashMap<>();
    all().forEach(j -> standing.put(j, places.getOrDefault(j.id(), List.of())));
    return standing;
  }

  /** The process instance and all it has called, directly and further down, itself first. */
  List<ProcessInstance> tree(String journey) {
    List<ProcessInstance> tree = new ArrayList<>();
    asSystem.ask(
        () -> {
          tree.addAll(runtime.createProcessInstanceQuery().processInstanceId(journey).list());
          for (int i = 0; i < tree.size(); i++) {
            tree.addAll(
                runtime
                    .createProcessInstanceQuery()
                    .superProcessInstanceId(tree.get(i).getId())
                    .list());
          }
          return null;
        });
    return tree;
  }

  /** Where a journey stands, each place once; empty when it has reached its end. */
  List<Place> places(String journey) {
    return asSystem.ask(() -> tree(journey).stream().flatMap(this::places).distinct().toList());
  }

  private Stream<Place> places(ProcessInstance instance) {
    ActivityInstance standing = runtime.getActivityInstance(instance.getId());
    return standing == null ? Stream.empty() : leaves(Journey.of(instance).process(), standing);
  }

  /** What is called stands for who calls it. */
  private static Stream<Place> leaves(String process, ActivityInstance standing) {
    Stream<Place> beforeOrAfter =
        Stream.of(standing.getChildTransitionInstances())
            .map(t -> place(process, t.getActivityId(), t.getActivityName()));
    Stream<Place> inside =
        Stream.of(standing.getChildActivityInstances())
            .flatMap(
                child ->
                    child.getChildActivityInstances().length > 0
                            || child.getChildTransitionInstances().length > 0
                        ? leaves(process, child)
                        : child.getActivityType().equals("callActivity")
                            ? Stream.empty()
                            : Stream.of(
                                place(process, child.getActivityId(), child.getActivityName())));
    return Stream.concat(beforeOrAfter, inside);
  }

  private static Place place(String process, String element, String label) {
    return new Place(process, element, label == null || label.isBlank() ? element : label);
  }
}
