using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>One of the changes of an Update call.</summary>
internal sealed record PatchOperation(string Op, string? Path, string? Value, string? From)
{
    private static readonly string[] Ops = ["add", "remove", "move", "test", "replace", "copy"];

    /// <summary>The path's segments, decoded (<c>~1</c> is a slash, <c>~0</c> a tilde).</summary>
    public IReadOnlyList<string> Segments { get; } = (Path ?? string.Empty).TrimStart('/').Split('/').Select(Decode).ToList();

    /// <summary>The operations of a call; unknown <c>op</c>s are refused together, as the service validates before it acts.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">The operation's name in the model, for instance <c>updateRestApi</c>.</param>
    /// <param name="other">What else the model's constraints refuse; null for nothing. It is named after the operations.</param>
    public static IReadOnlyList<PatchOperation> ParseAll(ApiCall call, string input, string? other = null)
    {
        List<PatchOperation> operations = [];
        List<string> errors = [];
        int number = 0;
        foreach (JsonNode? node in call.Array("patchOperations") ?? [])
        {
            number++;
            JsonObject operation =
                node as JsonObject ?? throw ApiFault.Serialization("Start of structure or map found where not expected.");
            string op = Scalar.Text(operation["op"]) ?? string.Empty;
            if (!Ops.Contains(op))
            {
                errors.Add(ApiFault.NotInEnum(op, $"{input}Input.patchOperations.{number}.member.op", Ops));
            }

            operations.Add(
                new PatchOperation(op, Scalar.Text(operation["path"]), Scalar.Text(operation["value"]), Scalar.Text(operation["from"]))
            );
        }

        if (other is not null)
        {
            errors.Add(other);
        }

        return errors.Count == 0 ? operations : throw ApiFault.Validation(errors);
    }

    /// <summary>Refuses an <c>op</c> that this path does not support.</summary>
    public void Only(params string[] ops)
    {
        if (!ops.Contains(Op))
        {
            throw ApiFault.BadRequest($"Invalid patch operation specified. Must be one of: [{string.Join(", ", ops)}]");
        }
    }

    public AwsFault InvalidPath() => ApiFault.BadRequest($"Invalid patch path {Path ?? "null"}");

    private static string Decode(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
