using System.Text.Json.Nodes;
using PrivateApi.Input;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>A workflow, an action or a template of this repository, as a tree.</summary>
internal sealed record WorkflowFile(string Path, string Text, JsonObject Root)
{
    public const string Ci = ".github/workflows/ci.yml";

    public const string Action = "examples/ci/github-action/action.yml";

    public const string Template = "examples/ci/azure-devops/test-private-api.yml";

    /// <summary>Its jobs by name; none where it is no workflow.</summary>
    public IEnumerable<(string Name, JsonObject Job)> Jobs =>
        Root["jobs"] is JsonObject jobs ? jobs.Select(job => (job.Key, job.Value!.AsObject())) : [];

    /// <summary>All steps, of every job or of the action.</summary>
    public IEnumerable<JsonObject> Steps =>
        Jobs.SelectMany(job => StepsOf(job.Job))
            .Concat(Root["runs"] is JsonObject runs ? StepsOf(runs) : [])
            .Concat(Jobs.Any() ? [] : StepsOf(Root));

    public static WorkflowFile Read(string path)
    {
        string full = System.IO.Path.Combine([Peer.Root, .. path.Split('/')]);
        string text = File.ReadAllText(full);
        return new(full, text, YamlTree.Parse(text)!.AsObject());
    }

    /// <summary>The step of a job with this name.</summary>
    public JsonObject Step(string job, string name) =>
        StepsOf(Root["jobs"]![job]!.AsObject()).Single(step => (string?)step["name"] == name);

    /// <summary>A permission that a job's token has: its own block, else the workflow's; null means none.</summary>
    public IReadOnlyDictionary<string, string> Permissions(JsonObject job) =>
        (job["permissions"] ?? Root["permissions"])!.AsObject().ToDictionary(scope => scope.Key, scope => (string)scope.Value!);

    private static IEnumerable<JsonObject> StepsOf(JsonObject parent) => parent["steps"]?.AsArray().Select(step => step!.AsObject()) ?? [];
}
