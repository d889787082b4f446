package fr.fabrique.draft.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.draft.Drafts;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads drafts as their task's form would. */
@Component
class StoredDrafts implements Drafts {

  private final DraftTable drafts;
  private final ObjectMapper json;

  StoredDrafts(DraftTable drafts, ObjectMapper json) {
    this.drafts = drafts;
    this.json = json;
  }

  @Override
  public List<Map<String, Object>> find(String task, String person) {
    return drafts.find(task, person).stream().map(draft -> read(draft.answers())).toList();
  }

  @Override
  public void close(String task) {
    drafts.lock(task);
  }

  private Map<String, Object> read(String answers) {
    try {
      return json.readValue(answers, new TypeReference<>() {});
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A draft that was kept as JSON is none.", impossible);
    }
  }
}
