using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// CreateDocumentationVersion, GetDocumentationVersion(s), UpdateDocumentationVersion, DeleteDocumentationVersion: snapshots of the parts,
/// one of which a stage may show.
/// </summary>
internal static class DocumentationVersionOperations
{
    private const string Path = "/restapis/{restapi_id}/documentation/versions";

    public static IEnumerable<Route> Routes =>
        [
            new("POST", Path, Create),
            new(
                "GET",
                Path,
                call =>
                    Page.Create(
                        call,
                        call.RestApi().DocumentationVersions.Select(v => KeyValuePair.Create(v.Key, Answer.Copy(v.Value.Wire)))
                    )
            ),
            new("GET", Path + "/{doc_version}", call => Answer.Ok(Answer.Copy(Find(call).Wire))),
            new("PATCH", Path + "/{doc_version}", Update),
            new("DELETE", Path + "/{doc_version}", Delete),
        ];

    /// <summary>Refuses a version that the API does not have as that of a stage.</summary>
    public static void Check(LabRestApi api, string? version)
    {
        if (version is { Length: > 0 } && !api.DocumentationVersions.ContainsKey(version))
        {
            throw ApiFault.BadRequest("Invalid Documentation version specified");
        }
    }

    // The words are those that deliveryhero/serverless-aws-documentation waits for.
    private static LabDocumentationVersion Find(ApiCall call) =>
        call.RestApi().DocumentationVersions.GetValueOrDefault(call.Label("doc_version"))
        ?? throw ApiFault.NotFound("Invalid Documentation version specified");

    private static LabResponse Create(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        string version = call.Text("documentationVersion") ?? string.Empty;
        if (version.Length == 0)
        {
            throw ApiFault.BadRequest("Documentation version cannot be empty");
        }

        if (api.DocumentationVersions.ContainsKey(version))
        {
            throw ApiFault.Conflict($"Documentation version {version} already exists");
        }

        string? stage = call.Text("stageName");
        if (stage is not null && !api.Stages.ContainsKey(stage))
        {
            throw ApiFault.UnknownStage();
        }

        JsonObject wire = new() { ["version"] = version, ["createdDate"] = call.Seconds };
        call.CopyTexts(wire, "description");
        api.DocumentationVersions.Add(
            version,
            new LabDocumentationVersion(wire, [.. api.Definition.DocumentationParts.Values.Select(part => Answer.Copy(part))])
        );
        if (stage is not null)
        {
            api.Stages[stage]["documentationVersion"] = version;
        }

        return Answer.Created(Answer.Copy(wire));
    }

    private static LabResponse Update(ApiCall call)
    {
        LabDocumentationVersion found = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateDocumentationVersion"))
        {
            StrictPatch.Only(operation, "/description");
            found.Wire["description"] = operation.Value;
        }

        return Answer.Ok(Answer.Without(found.Wire));
    }

    private static LabResponse Delete(ApiCall call)
    {
        Find(call);
        LabRestApi api = call.RestApi();
        string version = call.Label("doc_version");
        if (api.Stages.Values.FirstOrDefault(stage => (string?)stage["documentationVersion"] == version) is { } stage)
        {
            // It is refused; the words are assumed.
            throw ApiFault.BadRequest($"Documentation version {version} is associated with the stage {(string?)stage["stageName"]}");
        }

        api.DocumentationVersions.Remove(version);
        return Answer.Nothing(202);
    }
}
