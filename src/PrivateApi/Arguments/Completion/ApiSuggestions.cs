using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>The text about an API in a tooltip.</summary>
internal static class ApiSuggestions
{
    public static string Describe(RestApi api)
    {
        string type = Apis.TypeOf(api);
        IReadOnlyList<string> endpoints = Apis.VpcEndpointIds(api);
        string made = api.CreatedDate is { } date ? $", created {date.ToUniversalTime():yyyy-MM-dd}" : string.Empty;
        return $"{api.Name} ({api.Id}), {type}{(endpoints.Count > 0 ? $", {string.Join(", ", endpoints)}" : string.Empty)}{made}";
    }
}
