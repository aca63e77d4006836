using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Reads execute-api endpoints, ours and others', and carries out the plan of a new one.</summary>
internal sealed class Endpoints(AwsSession session, IProbeRemoval probes)
{
    // EC2 takes at most 200 values in a filter.
    private const int FilterSize = 200;

    /// <summary>Lays out an endpoint; see <see cref="EndpointPlan.MakeAsync"/>.</summary>
    public Task<Plan> PlanAsync(EndpointSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        EndpointPlan.MakeAsync(session, spec, progress, stop);

    /// <summary>Creates what a plan found missing, and reads the result.</summary>
    public async Task<Endpoint> ApplyAsync(Plan plan, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await plan.ApplyAsync(progress, stop);
        }
        catch (PrivateApiException gone) when (gone.ErrorId == "EndpointNotFound" && plan is { Renew: { } renew, IsComplete: false })
        {
            // The plan had found the endpoint of a run that has given way since, and has no steps to create one of its own.
            plan = await renew(stop);
            await plan.ApplyAsync(progress, stop);
        }

        string id = plan.Steps[^1].RequiredId;
        await new Ec2Calls(PlanTiming.For(session)).ReadNewAsync(
            token => EndpointsById.FindAsync(session.Ec2, id, token),
            found => found is not null,
            stop
        );
        return await GetAsync(id, stop);
    }

    /// <summary>One endpoint by id.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>.</exception>
    public async Task<Endpoint> GetAsync(string id, CancellationToken stop)
    {
        VpcEndpoint? found = await EndpointsById.FindAsync(session.Ec2, id, stop);
        if (found is null || EndpointStates.IsGone(found))
        {
            throw NotFound(id, $"There is no endpoint {id} in {session.Region}. Get-PrivateApiEndpoint lists the endpoints.");
        }

        return EndpointStates.IsExecuteApi(found) ? await DescribeAsync(found, stop) : throw NotForApis(found);
    }

    /// <summary>An endpoint as EC2 shows it, as our object.</summary>
    public async Task<Endpoint> DescribeAsync(VpcEndpoint found, CancellationToken stop) =>
        (await ReadAsync([found], found.VpcId, stop))[0];

    /// <summary>Endpoints whose name passes (null stands for one that this module did not create), ordered by VPC and id.</summary>
    public async Task<IReadOnlyList<Endpoint>> ListAsync(string? vpcId, Func<string?, bool> named, CancellationToken stop)
    {
        IReadOnlyList<VpcEndpoint> all = await AllAsync(session.Ec2, vpcId, stop);
        return await ReadAsync(
            [
                .. all.Where(endpoint =>
                    EndpointStates.IsExecuteApi(endpoint)
                    && !EndpointStates.IsGone(endpoint)
                    && named(Ec2Tags.Value(endpoint.Tags, ResourceTags.Name))
                ),
            ],
            vpcId,
            stop
        );
    }

    /// <summary>Endpoints with a name.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>.</exception>
    public async Task<IReadOnlyList<Endpoint>> GetByNameAsync(string? vpcId, string name, CancellationToken stop)
    {
        IReadOnlyList<Endpoint> found = await ListAsync(
            vpcId,
            other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase),
            stop
        );
        return found.Count > 0
            ? found
            : throw NotFound(
                name,
                $"There is no endpoint called '{name}' in {vpcId ?? session.Region}. Get-PrivateApiEndpoint lists the endpoints."
            );
    }

    /// <summary>
    /// Every endpoint, of any service, in one VPC, or in all if that is null. A VPC can have 50, so they are
    /// filtered here: moto supports neither the VPC filter nor the service filter.
    /// </summary>
    public static async Task<IReadOnlyList<VpcEndpoint>> AllAsync(IAmazonEC2 ec2, string? vpcId, CancellationToken stop)
    {
        List<VpcEndpoint> all = await ec2.Paginators.DescribeVpcEndpoints(new DescribeVpcEndpointsRequest()).VpcEndpoints.ToListAsync(stop);
        return vpcId is null ? all : all.FindAll(endpoint => endpoint.VpcId == vpcId);
    }

    public static PrivateApiException NotFound(string target, string message) =>
        new("EndpointNotFound", FaultKind.NotFound, message, target);

    /// <summary>The error for an endpoint of another service: this module leaves it alone.</summary>
    public static PrivateApiException NotForApis(VpcEndpoint endpoint) =>
        NotFound(
            endpoint.VpcEndpointId,
            $"{endpoint.VpcEndpointId} is an endpoint for {endpoint.ServiceName}, not for execute-api. "
                + "Get-PrivateApiEndpoint lists those that are."
        );

    private async Task<IReadOnlyList<Endpoint>> ReadAsync(IReadOnlyList<VpcEndpoint> endpoints, string? vpcId, CancellationToken stop)
    {
        if (endpoints.Count == 0)
        {
            return [];
        }

        Dictionary<string, NetworkInterface> interfaces = await InterfacesAsync(endpoints, stop);
        IReadOnlyList<ProbeFunction> functions = await probes.ListAsync(vpcId, stop);
        string account = await session.GetAccountIdAsync(stop);
        return
        [
            .. endpoints
                .OrderBy(endpoint => endpoint.VpcId, StringComparer.Ordinal)
                .ThenBy(endpoint => endpoint.VpcEndpointId, StringComparer.Ordinal)
                .Select(endpoint => EndpointReader.Read(endpoint, interfaces, functions, account, session.Region)),
        ];
    }

    private async Task<Dictionary<string, NetworkInterface>> InterfacesAsync(IReadOnlyList<VpcEndpoint> endpoints, CancellationToken stop)
    {
        Dictionary<string, NetworkInterface> found = new(StringComparer.Ordinal);
        foreach (string[] ids in endpoints.SelectMany(endpoint => endpoint.NetworkInterfaceIds ?? []).Chunk(FilterSize))
        {
            DescribeNetworkInterfacesRequest request = new() { Filters = [Ec2Tags.Filter("network-interface-id", ids)] };
            foreach (
                NetworkInterface item in await session.Ec2.Paginators.DescribeNetworkInterfaces(request).NetworkInterfaces.ToListAsync(stop)
            )
            {
                found[item.NetworkInterfaceId] = item;
            }
        }

        return found;
    }
}
