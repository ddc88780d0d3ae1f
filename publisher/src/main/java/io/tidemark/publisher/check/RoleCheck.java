package io.tidemark.publisher.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the role may do in the whole server. */
final class RoleCheck {

  // Amazon RDS grants replication by membership of a role of its own
  private static final String QUERY =
      """
      SELECT quote_ident(current_user) AS role,
             rolreplication OR rolsuper OR EXISTS (
               SELECT FROM pg_roles rds
                WHERE rds.rolname = 'rds_replication' AND pg_has_role(current_user, rds.oid, 'MEMBER'))
               AS may_replicate,
             rolsuper
        FROM pg_roles
       WHERE rolname = current_user""";

  private RoleCheck() {}

  static void run(Connection connection, List<Finding> findings) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      String role = row.getString("role");
      if (!row.getBoolean("may_replicate")) {
        findings.add(
            Finding.fix(
                "role " + role + " may not replicate", "ALTER ROLE " + role + " REPLICATION;"));
      } else if (row.getBoolean("rolsuper")) {
        findings.add(
            Finding.warn(
                "role "
                    + role
                    + " is a superuser, and a reader needs no more than docs/privileges.md grants"));
      } else {
        findings.add(Finding.pass("role " + role + " may replicate"));
      }
    }
  }
}
