using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Policy.Editing;

/// <summary>Lets endpoints or VPCs in by the lists that a policy has of them, and takes them out of these lists.</summary>
internal static class SourceEdits
{
    /// <summary>The policy for an API that has none: everybody from there, and nobody else.</summary>
    public static PolicyEdit First(IReadOnlyList<string> endpoints, IReadOnlyList<string> vpcs)
    {
        SourceCondition.Require(PolicySourceKind.Vpce, endpoints);
        SourceCondition.Require(PolicySourceKind.Vpc, vpcs);
        string policy = new PolicyTemplateOptions { SourceVpce = endpoints, SourceVpc = vpcs }
            .Build()
            .ToJson();
        return new PolicyEdit(policy, [$"a first policy: every caller {Through(endpoints, vpcs)}, and nobody else"]);
    }

    /// <summary>Adds ids to every list of those that an Allow names or a Deny excepts; adds an Allow where there is no such list.</summary>
    public static void Add(EditedPolicy policy, PolicySourceKind kind, IReadOnlyList<string> ids)
    {
        SourceCondition.Require(kind, ids);
        bool isListed = false;
        foreach (PolicyStatement statement in policy.Statements)
        {
            ConditionClause[] lists = [.. SourceCondition.Of(statement, kind)];
            isListed |= lists.Length > 0;

            // All conditions of a statement have to hold. So an Allow needs the id in each of its lists; a Deny no longer applies once it
            // is in one of them.
            if (statement.Effect == StatementEffect.Allow)
            {
                foreach (ConditionClause list in lists)
                {
                    Add(policy, statement, list, [.. Missing(statement, [list], ids)]);
                }
            }
            else if (lists.Length > 0)
            {
                Add(policy, statement, lists[0], [.. Missing(statement, lists, ids)]);
            }

            NoteDenied(policy, statement, kind, ids);
        }

        if (!isListed && ids.Count > 0)
        {
            NoteOtherKind(policy, kind);
            AddAllow(policy, kind, ids, "execute-api:/*");
        }
    }

    /// <summary>Adds ids to one list, and says so.</summary>
    public static void Add(EditedPolicy policy, PolicyStatement statement, ConditionClause list, string[] ids)
    {
        if (ids.Length > 0)
        {
            policy.AddTo(statement, list, ids);
            policy.Say($"{EditedPolicy.NameOf(statement)}: {ConditionKeys.Spell(list.Key)} also {Verb(statement)} {Words(ids)}");
        }
    }

    /// <summary>Adds an Allow for callers from there.</summary>
    public static void AddAllow(EditedPolicy policy, PolicySourceKind kind, IReadOnlyList<string> ids, string resource)
    {
        JsonNode values = ids.Count == 1 ? JsonValue.Create(ids[0])! : new JsonArray([.. ids.Distinct().Select(id => (JsonNode)id)]);
        JsonObject allow = new()
        {
            ["Sid"] = policy.FreeSid(OwnSid(kind)),
            ["Effect"] = "Allow",
            ["Principal"] = "*",
            ["Action"] = AccessRequest.Invoke,
            ["Resource"] = resource,
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { [SourceCondition.KeyOf(kind)] = values } },
        };
        PolicyStatement added = policy.Append(allow);
        string whole = resource.EndsWith(":/*", StringComparison.Ordinal) ? string.Empty : $" to call {resource}";
        policy.Say(
            $"{EditedPolicy.NameOf(added)}: added; no statement lists {Kind(kind)}, so it allows every caller "
                + $"{(kind == PolicySourceKind.Vpc ? Through([], ids) : Through(ids, []))}{whole}"
        );
    }

    /// <summary>Takes ids out of every list of those that an Allow names or a Deny excepts.</summary>
    /// <exception cref="PrivateApiException"><c>LastSource</c>.</exception>
    public static void Remove(EditedPolicy policy, PolicySourceKind kind, IReadOnlyCollection<string> ids)
    {
        List<PolicyStatement> emptied = [];
        HashSet<string> left = [.. ids];
        foreach (PolicyStatement statement in policy.Statements)
        {
            foreach (ConditionClause list in SourceCondition.Of(statement, kind))
            {
                string[] gone = [.. ids.Where(id => list.Values.Any(value => value.Text == id)).Distinct()];
                left.ExceptWith(gone);
                if (gone.Length == 0)
                {
                    continue;
                }

                if (policy.RemoveFrom(statement, list, gone) > 0)
                {
                    policy.Say(
                        $"{EditedPolicy.NameOf(statement)}: {ConditionKeys.Spell(list.Key)} no longer {Verb(statement)} {Words(gone)}"
                    );
                }
                else if (IsOwn(statement, kind) && policy.Count > 1)
                {
                    emptied.Add(statement);
                    policy.Say($"{EditedPolicy.NameOf(statement)}: removed; it allowed only {Words(gone)}");
                }
                else
                {
                    throw Last(policy, statement, list, gone, kind);
                }
            }
        }

        policy.Remove(emptied);
        NoteLeft(policy, kind, left);
    }

    private static IEnumerable<string> Missing(PolicyStatement statement, ConditionClause[] lists, IEnumerable<string> ids) =>
        ids.Distinct().Where(id => !lists.Any(list => SourceCondition.LetsThrough(statement, list, id)));

    private static void NoteDenied(EditedPolicy policy, PolicyStatement statement, PolicySourceKind kind, IReadOnlyList<string> ids)
    {
        string[] denied =
        [
            .. ids.Where(id => SourceCondition.DeniedBy(statement, kind).Any(list => !SourceCondition.LetsThrough(statement, list, id))),
        ];
        if (denied.Length > 0)
        {
            policy.Note($"{Sentence(statement)} still denies {Words(denied)}, which it names. To end that, {policy.StatementRemoval}.");
        }
    }

    // A Deny of everything outside certain VPCs is not lifted by an Allow for an endpoint, nor the other way round.
    private static void NoteOtherKind(EditedPolicy policy, PolicySourceKind kind)
    {
        PolicySourceKind other = kind == PolicySourceKind.Vpc ? PolicySourceKind.Vpce : PolicySourceKind.Vpc;
        foreach (
            PolicyStatement statement in policy.Statements.Where(statement =>
                statement.Effect == StatementEffect.Deny && SourceCondition.Of(statement, other).Any()
            )
        )
        {
            policy.Note(
                $"{Sentence(statement)} still denies calls from other {Kind(other)} than it excepts. "
                    + $"{(other == PolicySourceKind.Vpc ? "-AddSourceVpc" : "-AddSourceVpce")} adds to these."
            );
        }
    }

    private static void NoteLeft(EditedPolicy policy, PolicySourceKind kind, IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            PolicyStatement[] covering =
            [
                .. policy.Statements.Where(statement =>
                    SourceCondition.Of(statement, kind).Any(list => SourceCondition.LetsThrough(statement, list, id))
                ),
            ];
            policy.Note(
                covering.Length == 0
                    ? $"No list of the policy names {id}."
                    : $"{Sentence(covering[0])} {Verb(covering[0])} {id} by a pattern and not by name, so it still does. Edit the pattern."
            );
        }
    }

    private static PrivateApiException Last(
        EditedPolicy policy,
        PolicyStatement statement,
        ConditionClause list,
        string[] gone,
        PolicySourceKind kind
    ) =>
        new(
            "LastSource",
            FaultKind.InvalidArgument,
            $"{Sentence(statement)} {Verb(statement)} only {Words(gone)} by {ConditionKeys.Spell(list.Key)}. Nothing would be left "
                + (
                    statement.Effect == StatementEffect.Allow
                        ? "in the list, and an Allow with an empty list allows nobody. "
                        : "in the list, and a Deny that excepts nobody denies everybody. "
                )
                + $"Add another {(kind == PolicySourceKind.Vpc ? "VPC with -AddSourceVpc" : "endpoint with -AddSourceVpce")} in the same "
                + $"command, or {policy.StatementRemoval}.",
            gone[0]
        );

    // A statement that Add has made: it is removed once its list is empty, which means the same.
    private static bool IsOwn(PolicyStatement statement, PolicySourceKind kind) =>
        statement.Effect == StatementEffect.Allow
        && statement.Sid?.StartsWith(OwnSid(kind), StringComparison.Ordinal) == true
        && statement.Sid.AsSpan(OwnSid(kind).Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string OwnSid(PolicySourceKind kind) => kind == PolicySourceKind.Vpc ? "AllowSourceVpc" : "AllowSourceVpce";

    private static string Verb(PolicyStatement statement) => statement.Effect == StatementEffect.Allow ? "allows" : "excepts";

    private static string Sentence(PolicyStatement statement) => "S" + EditedPolicy.NameOf(statement)[1..];

    private static string Kind(PolicySourceKind kind) => kind == PolicySourceKind.Vpc ? "VPCs" : "endpoints";

    private static string Through(IReadOnlyList<string> endpoints, IReadOnlyList<string> vpcs) =>
        string.Join(
            ' ',
            new[]
            {
                endpoints.Count > 0 ? "through " + string.Join(" or ", endpoints) : null,
                vpcs.Count > 0 ? "in " + string.Join(" or ", vpcs) : null,
            }.OfType<string>()
        );

    private static string Words(IEnumerable<string> ids) => string.Join(" and ", ids);
}
