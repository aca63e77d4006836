using PrivateApi.Calls;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>A lab with a network, an endpoint and the PetStore behind it, and calls to it.</summary>
internal sealed class CallScene(LabScene lab, Network network, Endpoint endpoint, Api api) : IDisposable
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(5);

    private static readonly LabOptions Quick = new()
    {
        PendingTime = AMoment,
        DeletingTime = AMoment,
        FunctionInterfaceTime = AMoment,
        RoleTime = AMoment,
    };

    public LabScene Lab => lab;

    public Network Network => network;

    public Endpoint Endpoint => endpoint;

    public Api Api => api;

    public CallRequest Inside =>
        new()
        {
            Api = api,
            RestApiId = api.RestApiId,
            Path = "/pets",
            Via = CallVia.Lambda,
        };

    public CallRequest Outside => Inside with { Via = CallVia.Direct };

    /// <param name="options">The lab's options.</param>
    /// <param name="privateDns">True to turn private DNS of the endpoint on.</param>
    /// <param name="associate">True to associate the API with the endpoint.</param>
    /// <param name="addresses">
    /// The endpoint's IP address type, in IPv6-only subnets for ipv6; null for IPv4 in a network without IPv6.
    /// </param>
    public static async Task<CallScene> MakeAsync(
        LabOptions? options = null,
        bool privateDns = true,
        bool associate = true,
        string? addresses = null
    )
    {
        LabScene lab = new(options ?? Quick);
        Network network = await lab.NewNetworkAsync(hasIpv6: addresses is not null);
        Endpoint endpoint = await lab.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                SubnetIds = addresses == "ipv6" ? await lab.NewNativeSubnetsAsync(network) : network.SubnetId,
                SecurityGroupIds = [network.SecurityGroupId!],
                PrivateDnsEnabled = privateDns,
                IpAddressType = addresses,
            }
        );
        ApiDefinitionDocument definition = DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com"));
        ApiSpec spec = ApiSpec.Create(
            "PetStore",
            definition,
            associate ? [endpoint.VpcEndpointId] : [],
            new PolicyChoice(null, [endpoint.VpcEndpointId], []),
            null,
            "demo",
            new Dictionary<string, string>(),
            lab.ProgressEvents
        );
        Plan plan = await ApiPlan.MakeAsync(lab.Session, spec, lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(lab.ProgressEvents, LabScene.Stop);
        return new CallScene(
            lab,
            network,
            endpoint,
            await new Apis(lab.Session).GetAsync(plan.Steps[0].RequiredId, lab.ProgressEvents, LabScene.Stop)
        );
    }

    public async Task<CallResult> CallAsync(CallRequest request, CancellationToken? stop = null)
    {
        PreparedCall call = await PrepareAsync(request);
        return await call.RunAsync(lab.ProgressEvents, stop ?? LabScene.Stop);
    }

    public Task<PreparedCall> PrepareAsync(CallRequest request) =>
        new CallPreparation(lab.Session).PrepareAsync(request, lab.ProgressEvents, LabScene.Stop);

    public void Dispose() => lab.Dispose();
}
