using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>Access mode STRICT wants the TLS server name to be the Host (API Gateway guide, "Security policies for REST APIs"): the endpoint's own name fails it.</summary>
internal sealed class AccessModeCheck : IPathCheck
{
    public CheckName Name => CheckName.AccessMode;

    public Finding Judge(Walk walk) => walk switch
    {
        { Api: null } => Finding.NotApplicable("there is no API to check"),
        { Api.EndpointAccessMode: not "STRICT" } => Finding.NotApplicable($"{walk.Api.Id} has access mode {walk.Api.EndpointAccessMode ?? "BASIC"}, which accepts every form of address"),

        // What exactly it answers is not documented.
        { Address.Form: UrlForm.EndpointDns } => Finding.Refused($"{walk.Api.Id} has access mode STRICT, which refuses calls to the endpoint's own name with the API as Host", ByPrivateDns(walk.Api.Id), null),
        { Address.Form: UrlForm.Alias } => Finding.Warning($"{walk.Api.Id} has access mode STRICT; whether it accepts the alias name is not documented", ByPrivateDns(walk.Api.Id)),
        _ => Finding.Passed($"{walk.Api.Id} has access mode STRICT, and in {walk.Address.Form} calls the TLS server name is the same as the Host"),
    };

    private static CommandLine ByPrivateDns(string id) => CommandLine.Of("Test-PrivateApi").With("RestApiId", id).With("UrlForm", nameof(UrlForm.PrivateDns));
}
