// Loaded before the server: when the process that started it is gone, however it went, the server stops in good order.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.emit('SIGTERM', 'SIGTERM'))
}
