package fr.fabrique.people.access;

import fr.fabrique.engine.Texts;
import fr.fabrique.people.Group;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates the groups and their rights where they are missing. Beyond these, a person may only work
 * on tasks that are assigned to them or offered to one of their groups.
 */
@Component
@Order(1)
class AccessRights implements ApplicationRunner {

  private static final String ALL = Authorization.ANY;

  private final IdentityService identity;
  private final AuthorizationService rights;
  private final Texts texts;

  AccessRights(IdentityService identity, AuthorizationService rights, Texts texts) {
    this.identity = identity;
    this.rights = rights;
    this.texts = texts;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    for (Group group : Group.values()) {
      create(group);
    }
    grant(Group.AGENTS, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    grant(Group.AGENTS, Resources.APPLICATION, "welcome", Permissions.ACCESS);
    for (String definition : new String[] {"idea_route", "incubation", "production_handover"}) {
      grant(
          Group.JURY_CHAIRS,
          Resources.PROCESS_DEFINITION,
          definition,
          ProcessDefinitionPermissions.READ_TASK);
    }
    // A chair may be an author too, and is not to learn who judges their idea.
    revoke(Group.JURY_CHAIRS, Resources.PROCESS_DEFINITION, "jury_review");
    for (Resource resource : Resources.values()) {
      grant(Group.ADMINISTRATORS, resource, ALL, Permissions.ALL);
    }
  }

  private void create(Group group) {
    if (identity.createGroupQuery().groupId(group.id()).count() == 0) {
      org.camunda.bpm.engine.identity.Group created = identity.newGroup(group.id());
      created.setName(texts.of("group." + group.id()));
      created.setType("WORKFLOW");
      identity.saveGroup(created);
    }
  }

  private void revoke(Group group, Resource resource, String id) {
    granted(group, resource, id).list().forEach(right -> rights.deleteAuthorization(right.getId()));
  }

  private AuthorizationQuery granted(Group group, Resource resource, String id) {
    return rights
        .createAuthorizationQuery()
        .groupIdIn(group.id())
        .resourceType(resource)
        .resourceId(id);
  }

  private void grant(Group group, Resource resource, String id, Permission permission) {
    if (granted(group, resource, id).count() == 0) {
      Authorization grant = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      grant.setGroupId(group.id());
      grant.setResource(resource);
      grant.setResourceId(id);
      grant.addPermission(permission);
      rights.saveAuthorization(grant);
    }
  }
}
