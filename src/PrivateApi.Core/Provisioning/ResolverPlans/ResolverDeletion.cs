using Amazon.Runtime;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>Takes away the parts of a resolver, each with its wait. What is gone already counts as taken away.</summary>
internal sealed class ResolverDeletion(AwsSession session, ResolverWait wait)
{
    private ResolverClient Client => session.Resolver;

    public async Task DisassociateAsync(string ruleId, string vpcId, CancellationToken stop)
    {
        await OnceAsync(() =>
            Client.DisassociateResolverRuleAsync(new DisassociateResolverRuleRequest { ResolverRuleId = ruleId, VPCId = vpcId }, stop)
        );
        await wait.UntilDisassociatedAsync(ruleId, vpcId, stop);
    }

    public Task DeleteRuleAsync(string id, CancellationToken stop) =>
        OnceAsync(() => Client.DeleteResolverRuleAsync(new DeleteResolverRuleRequest { ResolverRuleId = id }, stop));

    public async Task DeleteEndpointAsync(string id, CancellationToken stop)
    {
        await OnceAsync(() => Client.DeleteResolverEndpointAsync(new DeleteResolverEndpointRequest { ResolverEndpointId = id }, stop));
        await wait.UntilGoneAsync(id, stop);
    }

    private static async Task OnceAsync<T>(Func<Task<T>> delete)
    {
        try
        {
            await delete();
        }
        catch (AmazonServiceException gone) when (ResolverReads.IsGone(gone))
        {
            // Another command was faster, or an earlier try of this one succeeded and its answer was lost.
        }
    }
}
