using PrivateApi.Progress;

namespace PrivateApi.Templates;

/// <summary>The template of a running set-up.</summary>
internal static class SetupTemplate
{
    public static CloudTemplate Write(Setup setup, IProgress<Notice> notices)
    {
        string subject = setup.Api.Count > 0 ? $"Private API {string.Join(", ", setup.Api.Select(api => api.Api.Name))} with its network and endpoint" : "A network for private APIs";
        CloudTemplate template = new(subject.Length > 1000 ? "Private APIs with their networks and endpoints" : subject);
        foreach (VpcSetup vpc in setup.Vpc)
        {
            NetworkTemplate.Name(template.Id, vpc);
            FirewallTemplate.Name(template.Id, vpc);
            EndpointTemplate.Name(template.Id, vpc);
        }

        foreach (ApiSetup api in setup.Api)
        {
            ApiTemplate.Name(template.Id, api);
        }

        foreach (DomainSetup domain in setup.Domain)
        {
            DomainTemplate.Name(template.Id, domain);
        }

        References references = new(setup, template.Id.Known);
        foreach (VpcSetup vpc in setup.Vpc)
        {
            new NetworkTemplate(template, references, vpc, notices).Write();
            new FirewallTemplate(template, references, vpc, notices).Write();
            new EndpointTemplate(template, references, setup, notices).Write(vpc);
        }

        foreach (ApiSetup api in setup.Api)
        {
            new ApiTemplate(template, references, setup, api, notices).Write();
        }

        foreach (DomainSetup domain in setup.Domain)
        {
            new DomainTemplate(template, references, setup).Write(domain);
        }

        return template;
    }
}
