using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>UpdateDomainName: all operations of a call take effect, or none; a name that is being changed refuses further ones.</summary>
internal static class DomainNamePatch
{
    // Changes that take time; policies take effect at once.
    private static readonly string[] Slow = ["certificateArn", "regionalCertificateArn", "securityPolicy", "endpointAccessMode"];

    public static LabResponse Update(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        IReadOnlyList<PatchOperation> operations = PatchOperation.ParseAll(call, "updateDomainName");
        if (call.Now < domain.ReadyAt)
        {
            throw ApiFault.UpdateInProgress();
        }

        LabDomainName draft = new()
        {
            Wire = Answer.Copy(domain.Wire),
            OwnerId = domain.OwnerId,
            Region = domain.Region,
            Partition = domain.Partition,
            ReadyAt = domain.ReadyAt,
        };
        foreach (PatchOperation operation in operations)
        {
            Apply(call, draft, operation);
        }

        DomainNameOperations.Check(draft);

        bool slow = Slow.Any(name => (string?)draft.Wire[name] != (string?)domain.Wire[name]);
        foreach ((string name, JsonNode? value) in draft.Wire)
        {
            domain.Wire[name] = value?.DeepClone();
        }

        if (slow)
        {
            domain.IsNew = false;
            domain.ReadyAt = call.Now + call.Service.Store.Options.PendingTime;
        }

        return Answer.Ok(DomainNameOperations.View(call, domain));
    }

    private static void Apply(ApiCall call, LabDomainName draft, PatchOperation operation)
    {
        JsonObject wire = draft.Wire;
        string name = operation.Segments[0];
        switch (operation.Segments)
        {
            case ["certificateArn"] when wire["certificateArn"] is not null:
            case ["regionalCertificateArn"] when wire["regionalCertificateArn"] is not null:
                operation.Only("replace");
                wire[name] = DomainNameOperations.CheckCertificate(operation.Value);
                wire["certificateUploadDate"] = call.Seconds;
                break;
            case ["certificateName"]:
                operation.Only("replace");
                wire[name] = operation.Value;
                break;
            // API Gateway API reference, "Patch operations": neither add nor remove.
            case ["policy"]:
                operation.Only("replace");
                wire[name] = DomainNameOperations.SavePolicy(draft, operation.Value);
                break;
            case ["managementPolicy"] when draft.IsPrivate:
                operation.Only("replace");
                wire[name] = ResourcePolicy.Save(operation.Value, resource => resource);
                break;
            case ["routingMode"]:
                operation.Only("replace");
                wire[name] = DomainNameOperations.CheckRoutingMode(operation.Value);
                break;
            case ["securityPolicy"]:
                operation.Only("replace");
                wire[name] = RestApiOperations.CheckSecurityPolicy(operation.Value);
                break;
            case ["endpointAccessMode"]:
                operation.Only("replace", "remove");
                wire[name] =
                    operation.Op == "remove" || string.IsNullOrEmpty(operation.Value) ? null : RestApiOperations.CheckMode(operation.Value);
                break;
            default:
                throw operation.InvalidPath();
        }
    }
}
