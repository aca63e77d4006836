using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The lab's private custom domain names as facts, with the endpoints of all accounts that are associated with them.</summary>
internal static class DomainFacts
{
    public static IEnumerable<DomainFact> Build(LabStore store, string region)
    {
        (string AccountId, string Region, ApiGatewayState State)[] states =
        [
            .. store.All<ApiGatewayState>().Where(item => item.Region == region),
        ];
        LabDomainAccessAssociation[] associations =
        [
            .. states.SelectMany(item => item.State.DomainAccessAssociations).Where(item => item.ReadyAt <= store.Now),
        ];
        return states
            .SelectMany(item => item.State.DomainNames.Values)
            .Select(domain => new DomainFact
            {
                Name = domain.Name,
                Id = domain.Id ?? string.Empty,
                IsPublic = !domain.IsPrivate,
                OwnerId = domain.OwnerId,
                Policy = domain.Policy,
                Status = domain.StatusAt(store.Now),
                Associated = [.. associations.Where(item => item.DomainNameArn == domain.Arn).Select(item => item.VpcEndpointId)],
                Mappings = [.. domain.BasePathMappings.Select(item => Mapping(item.Key, item.Value))],
            });
    }

    private static DomainMappingFact Mapping(string path, JsonObject mapping) =>
        new()
        {
            BasePath = path == "(none)" ? string.Empty : path,
            RestApiId = (string)mapping["restApiId"]!,
            StageName = (string?)mapping["stage"],
        };
}
