using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>What holds for every edit of every policy, over random policies and the cases of an independent simulator.</summary>
public sealed class PolicyEditorPropertyTests
{
    private const string Endpoint = "vpce-0feed";
    private const string Vpc = "vpc-0feed";

    private static readonly string[] Keys = ["aws:SourceVpce", "aws:SourceVpc"];

    private static readonly Gen<PolicySourceKind> Kind = Gen.Bool.Select(isVpc => isVpc ? PolicySourceKind.Vpc : PolicySourceKind.Vpce);

    [Fact]
    public void An_endpoint_that_is_added_and_removed_leaves_the_policy_as_it_was() =>
        Gen.Select(RandomPolicy.Policy, Kind)
            .Sample(
                (policy, kind) =>
                {
                    string id = IdOf(kind);
                    PolicyEdit added = PolicyEditor.AddSource(policy.ToJson(), kind, [id]);
                    PolicyEdit removed = PolicyEditor.RemoveSource(added.Policy, kind, [id]);
                    Assert.Equal(policy, PolicyDocument.Parse(removed.Policy));
                },
                iter: 2_000
            );

    [Fact]
    public void Adding_an_endpoint_changes_nothing_but_its_lists_and_nothing_for_callers_from_elsewhere() =>
        Gen.Select(RandomPolicy.Policy, Kind, RandomPolicy.Request)
            .Sample(
                (policy, kind, request) =>
                {
                    string id = IdOf(kind);
                    PolicyEdit edit = PolicyEditor.AddSource(policy.ToJson(), kind, [id]);
                    RequireOnlyListsOf(policy.ToJson(), edit.Policy, mostAdded: 1, id);
                    Assert.Equal(
                        PolicyEvaluator.Evaluate(policy, request).Effect,
                        PolicyEvaluator.Evaluate(PolicyDocument.Parse(edit.Policy), request).Effect
                    );

                    PolicyEdit again = PolicyEditor.AddSource(edit.Policy, kind, [id]);
                    Assert.Empty(again.Changes);
                    Assert.Equal(edit.Policy, again.Policy);
                },
                iter: 2_000
            );

    [Fact]
    public void Who_is_admitted_gets_in_and_nobody_from_elsewhere_does()
    {
        int edited = 0,
            refused = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request, RandomPolicy.Request, Gen.Bool)
            .Sample(
                (policy, from, other, isInVpc) =>
                {
                    AccessRequest request = At(from, Endpoint, isInVpc ? Vpc : null);
                    PolicyEdit? edit = PolicyEditor.Admit(policy.ToJson(), request, PolicyUse.Resource, RandomPolicy.Api);
                    Interlocked.Add(ref refused, edit is null ? 1 : 0);
                    if (edit is null)
                    {
                        return;
                    }

                    Interlocked.Add(ref edited, edit.Changes.Count > 0 ? 1 : 0);
                    Judge(policy.ToJson(), edit, request, other);
                },
                iter: 4_000
            );

        // Random policies deny for many reasons; what is left has to be enough to mean something.
        Assert.True(edited > 200 && refused > 200, $"{edited} edited, {refused} refused");
    }

    [Fact]
    public void Who_is_admitted_through_an_endpoint_policy_gets_in_by_a_new_statement()
    {
        int edited = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request)
            .Sample(
                (policy, request) =>
                {
                    string text = policy.ToJson();
                    if (PolicyEditor.Admit(text, request, PolicyUse.Endpoint, RandomPolicy.Api) is not { Changes.Count: > 0 } edit)
                    {
                        return;
                    }

                    Interlocked.Increment(ref edited);
                    RequireOnlyListsOf(text, edit.Policy, mostAdded: 1);
                    Assert.True(PolicyEvaluator.Evaluate(PolicyDocument.Parse(edit.Policy), request, PolicyUse.Endpoint).IsAllowed);
                    AccessRequest elsewhere = new()
                    {
                        Resource = request.Resource.Replace("abc123def4", "zzz123def4", StringComparison.Ordinal),
                    };
                    Assert.Equal(
                        PolicyEvaluator.Evaluate(policy, elsewhere, PolicyUse.Endpoint).Effect,
                        PolicyEvaluator.Evaluate(PolicyDocument.Parse(edit.Policy), elsewhere, PolicyUse.Endpoint).Effect
                    );
                },
                iter: 2_000
            );
        Assert.True(edited > 100, $"{edited} edited");
    }

    [Fact]
    public void The_denied_cases_of_the_simulator_are_admitted_or_refused_and_nothing_between()
    {
        int edited = 0,
            refused = 0;
        foreach (string line in File.ReadLines(Path.Combine(CaseFile.Folder, "policy-cases.jsonl")))
        {
            // The two texts that the simulator reads otherwise than AWS (departures.json), as it reads them.
            string read = line.Replace("\"0.0.0.0/0\"", "\"0.0.0.0/32\"", StringComparison.Ordinal)
                .Replace(":123456789012:*/*\"", ":123456789012:-/*\"", StringComparison.Ordinal);
            JsonNode @case = JsonNode.Parse(read)!;
            string text = @case["resourcePolicy"]!.ToJsonString();
            AccessRequest request = RequestOf(@case["request"]!);
            bool isAllowed = @case["expected"]!["resourcePolicy"]!.GetValue<string>().StartsWith("Allowed", StringComparison.Ordinal);
            string[] arn = request.Resource.Split(':', 6);
            PolicyContext api = new(arn[1], arn[3], arn[4], arn[5].Split('/')[0]);
            PolicyEdit? edit = PolicyEditor.Admit(text, request, PolicyUse.Resource, api);
            if (isAllowed)
            {
                Assert.Empty(edit!.Changes);
            }
            else if (edit is null)
            {
                refused++;
            }
            else
            {
                Assert.NotEmpty(edit.Changes);
                edited++;
                Judge(text, edit, request, new AccessRequest { Resource = request.Resource });
            }
        }

        Assert.True(edited > 50 && refused > 50, $"{edited} edited, {refused} refused");
    }

    private static void Judge(string text, PolicyEdit edit, AccessRequest request, AccessRequest other)
    {
        PolicyDocument before = PolicyDocument.Parse(text),
            after = PolicyDocument.Parse(edit.Policy);
        string? endpoint = Value(request, "aws:SourceVpce"),
            vpc = Value(request, "aws:SourceVpc");
        Assert.True(PolicyEvaluator.Evaluate(after, request).IsAllowed);
        RequireOnlyListsOf(text, edit.Policy, mostAdded: 1, [.. new[] { endpoint, vpc }.OfType<string>()]);
        if (Value(other, "aws:SourceVpce") != endpoint && Value(other, "aws:SourceVpc") != vpc)
        {
            Assert.Equal(PolicyEvaluator.Evaluate(before, other).Effect, PolicyEvaluator.Evaluate(after, other).Effect);
        }

        // Decided for all requests: with the endpoint and the VPC shut out of both policies, the new one lets in nobody more.
        string[] shut =
        [
            .. Keys.Zip([endpoint, vpc]).Where(pair => pair.Second is not null).Select(pair => Shut(pair.First, pair.Second!)),
        ];
        Assert.NotEqual(true, AccessAnalysis.Widens(With(before, shut), With(after, shut), RandomPolicy.Api, denialsCount: true));
    }

    /// <summary>Statements before are there after in the same words but for these ids in their lists, and the new ones stand behind them.</summary>
    private static void RequireOnlyListsOf(string before, string after, int mostAdded, params string[] ids)
    {
        JsonArray old = Statements(before),
            now = Statements(after);
        Assert.InRange(now.Count, old.Count, old.Count + mostAdded);
        for (int i = 0; i < old.Count; i++)
        {
            if (old[i]!.ToJsonString() != now[i]!.ToJsonString())
            {
                Assert.Equal(Without(old[i]!, ids), Without(now[i]!, ids));
                Assert.True(Size(now[i]!) > Size(old[i]!));
            }
        }
    }

    // A list of one is written as its value, so that both forms compare.
    private static string Without(JsonNode statement, string[] ids)
    {
        JsonNode copy = statement.DeepClone();
        foreach ((JsonObject keys, string key) in Lists(copy))
        {
            string[] left = [.. Values(keys[key]!).Where(value => !ids.Contains(value))];
            keys[key] = left.Length == 1 ? left[0] : new JsonArray([.. left.Select(value => (JsonNode)value)]);
        }

        return copy.ToJsonString();
    }

    private static int Size(JsonNode statement) => Lists(statement).Sum(list => Values(list.Keys[list.Key]!).Count());

    private static (JsonObject Keys, string Key)[] Lists(JsonNode statement) =>
        [
            .. (statement["Condition"] as JsonObject ?? [])
                .Select(op => (JsonObject)op.Value!)
                .SelectMany(keys => keys.Select(key => (keys, key.Key)))
                .Where(list => Keys.Contains(list.Key, StringComparer.OrdinalIgnoreCase)),
        ];

    private static IEnumerable<string> Values(JsonNode list) =>
        list is JsonArray array ? array.Select(value => value!.ToString()) : [list.ToString()];

    private static JsonArray Statements(string policy) => (JsonArray)JsonNode.Parse(policy)!["Statement"]!;

    private static PolicyDocument With(PolicyDocument policy, string[] statements)
    {
        JsonNode root = JsonNode.Parse(policy.ToJson())!;
        foreach (string statement in statements)
        {
            ((JsonArray)root["Statement"]!).Add(JsonNode.Parse(statement));
        }

        return PolicyDocument.Parse(root.ToJsonString());
    }

    private static string Shut(string key, string id) =>
        $$$"""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEqualsIgnoreCase":{"{{{key}}}":{{{JsonSerializer.Serialize(id)}}}} } }""";

    private static string IdOf(PolicySourceKind kind) => kind == PolicySourceKind.Vpc ? Vpc : Endpoint;

    private static string? Value(AccessRequest request, string key) =>
        request.Context.FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value?[0];

    private static AccessRequest At(AccessRequest request, string endpoint, string? vpc)
    {
        RequestKeys keys = new() { { "aws:SourceVpce", endpoint }, { "aws:SourceVpc", vpc } };
        foreach ((string key, IReadOnlyList<string> values) in request.Context)
        {
            if (Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (values.Count == 1)
            {
                keys.Add(key, values[0]);
            }
            else
            {
                keys.Add(key, values);
            }
        }

        return new AccessRequest
        {
            Principal = request.Principal,
            Resource = request.Resource,
            Context = keys,
        };
    }

    private static AccessRequest RequestOf(JsonNode request)
    {
        RequestKeys keys = [];
        foreach ((string key, JsonNode? value) in (JsonObject)request["context"]!)
        {
            if (value is JsonArray several)
            {
                keys.Add(key, [.. several.Select(item => item!.ToString())]);
            }
            else
            {
                keys.Add(key, value!.ToString());
            }
        }

        return new AccessRequest
        {
            Principal = request["principal"]!.GetValue<string>(),
            Action = request["action"]!.GetValue<string>(),
            Resource = request["resource"]!.GetValue<string>(),
            Context = keys,
        };
    }
}
